//! How the window looks: fonts and egui's style, made from the theme's tokens and nothing else.
//!
//! Here never comes a colour by its value; those stand in `assets/theme/*.ron`.

use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::text::{FallbackRequest, FontData, FontDefinitions, FontInsert, FontProvider, FontTweak};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, RichText, Stroke, TextStyle, Vec2};

use crate::frame::Color;
use crate::text::{Align, Icon, Room, TextEngine, Weight};
use crate::theme::{Theme, ThemeKind};

/// Size of hints, labels and everything small, in points; nothing is smaller.
pub const META: f32 = 12.0;
/// Size of ordinary text in points.
pub const BODY: f32 = 13.0;

/// The name of the SemiBold family.
pub const SEMIBOLD: &str = "semibold";
const ICONS: &str = "icons";
const ICONS_FILLED: &str = "icons-filled";

impl From<Color> for Color32 {
    fn from(color: Color) -> Color32 {
        Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
    }
}

/// Ordinary text of a size.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// SemiBold text of a size.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// The font of outlined or filled icons.
pub fn icon_font(size: f32, filled: bool) -> FontId {
    FontId::new(size, FontFamily::Name(if filled { ICONS_FILLED } else { ICONS }.into()))
}

/// Small text for hints and counts.
pub fn meta(text: impl Into<String>, theme: &Theme) -> RichText {
    RichText::new(text).font(regular(META)).color(theme.ink_faint)
}

/// SemiBold text.
pub fn strong(text: impl Into<String>, size: f32, theme: &Theme) -> RichText {
    RichText::new(text).font(semibold(size)).color(theme.ink)
}

/// An icon as text.
pub fn icon(icon: Icon, size: f32) -> RichText {
    RichText::new(icon.character()).font(icon_font(size, false))
}

/// Gives the window its fonts; once, at the start.
pub fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8], tweak: FontTweak| {
        let data = FontData::from_static(bytes).tweak(tweak);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    let plain = FontTweak::default();
    add("inter", include_bytes!("../../assets/fonts/Inter-Regular.ttf"), plain.clone());
    add("inter-semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"), plain.clone());
    add("arabic", include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"), plain.clone());
    add("hebrew", include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"), plain.clone());
    add("devanagari", include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf"), plain.clone());
    add("thai", include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf"), plain.clone());
    add("emoji", include_bytes!("../../assets/fonts/NotoEmoji-Regular.ttf"), plain.clone());
    add("icons", include_bytes!("../../assets/fonts/MaterialSymbolsRounded-Outline.ttf"), plain.clone());
    add("icons-filled", include_bytes!("../../assets/fonts/MaterialSymbolsRounded-Filled.ttf"), plain);
    let family = |first: &[&str]| -> Vec<String> {
        let fallback = ["arabic", "hebrew", "devanagari", "thai", "emoji", "icons"];
        first.iter().chain(&fallback).map(|name| (*name).to_owned()).collect()
    };
    let families = [
        (FontFamily::Proportional, family(&["inter"])),
        (FontFamily::Monospace, family(&["inter"])),
        (FontFamily::Name(SEMIBOLD.into()), family(&["inter-semibold", "inter"])),
        (FontFamily::Name(ICONS.into()), vec!["icons".to_owned(), "inter".to_owned()]),
        (FontFamily::Name(ICONS_FILLED.into()), vec!["icons-filled".to_owned(), "inter".to_owned()]),
    ];
    fonts.families.extend(families);
    ctx.set_fonts(fonts);
    ctx.set_font_providers(vec![Arc::new(SystemFonts::default())]);
}

/// Fonts of the operating system, for letters that no shipped font has: the same ones that the map is drawn with.
#[derive(Default)]
struct SystemFonts(Mutex<TextEngine>);

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let weight =
            if *request.family == FontFamily::Name(SEMIBOLD.into()) { Weight::SemiBold } else { Weight::Regular };
        let style = crate::text::TextStyle { size: BODY, line_height: 20.0, weight, tabular: false };
        let room = Room { width: f64::INFINITY, max_lines: 1, align: Align::Start };
        let paragraph = text.paragraph(request.cluster, style, room);
        let face = &paragraph.runs.iter().find(|run| !run.font.0.bundled)?.font.0;
        let data = FontData::from_blob(Arc::new(face.data.data.clone()), face.data.index);
        Some(FontInsert::new(&format!("{} {}", face.family, face.key), data, Vec::new()))
    }
}

/// Gives the window the looks of a theme.
pub fn apply(ctx: &egui::Context, kind: ThemeKind) {
    ctx.set_theme(match kind {
        ThemeKind::Light => egui::Theme::Light,
        ThemeKind::Dark => egui::Theme::Dark,
    });
    let theme = Theme::of(kind);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, regular(META)),
            (TextStyle::Body, regular(BODY)),
            (TextStyle::Button, regular(BODY)),
            (TextStyle::Monospace, regular(META)),
            (TextStyle::Heading, semibold(18.0)),
        ]
        .into();
        style.animation_time = 0.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        spacing(&mut style.spacing);
        visuals(&mut style.visuals, kind, theme);
    });
}

fn spacing(spacing: &mut egui::style::Spacing) {
    spacing.item_spacing = Vec2::new(8.0, 6.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(28.0, 28.0);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_width = 280.0;
    spacing.combo_height = 320.0;
    spacing.text_edit_width = 240.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.scroll = egui::style::ScrollStyle::floating();
    spacing.scroll.floating_width = 6.0;
    spacing.scroll.bar_width = 8.0;
    // A fade at the edge of a list tints its last row, which reads as "disabled".
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(visuals: &mut egui::Visuals, kind: ThemeKind, theme: &Theme) {
    let line = |color: Color, width: f32| Stroke::new(width, Color32::from(color));
    visuals.dark_mode = kind == ThemeKind::Dark;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(theme.ink_faint.into());
    visuals.hyperlink_color = theme.accent.into();
    visuals.faint_bg_color = theme.zebra.into();
    visuals.extreme_bg_color = theme.card.into();
    visuals.text_edit_bg_color = Some(theme.card.into());
    visuals.code_bg_color = theme.sunken.into();
    visuals.warn_fg_color = theme.warn.into();
    visuals.error_fg_color = theme.pain.into();
    visuals.window_fill = theme.canvas.into();
    visuals.panel_fill = theme.panel.into();
    visuals.window_stroke = line(theme.line_strong, 1.0);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let shadow = egui::Shadow { offset: [0, 4], blur: 13, spread: 0, color: theme.shadow.into() };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.selection.bg_fill = theme.accent_soft.into();
    visuals.selection.stroke = line(theme.accent, 1.0);
    visuals.text_cursor.stroke = line(theme.accent, 2.0);
    visuals.text_cursor.blink = false;
    visuals.slider_trailing_fill = true;
    visuals.disabled_alpha = 0.45;
    visuals.striped = false;
    visuals.indent_has_left_vline = false;
    visuals.collapsing_header_frame = false;
    let widget = |fill: Color, edge: Stroke, ink: Color| egui::style::WidgetVisuals {
        bg_fill: fill.into(),
        weak_bg_fill: fill.into(),
        bg_stroke: edge,
        corner_radius: CornerRadius::same(6),
        fg_stroke: line(ink, 1.0),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(theme.canvas, line(theme.line_strong, 1.0), theme.ink);
    visuals.widgets.inactive = widget(theme.card, line(theme.ctrl, 1.0), theme.ink);
    visuals.widgets.hovered = widget(theme.sunken, line(theme.ctrl, 1.0), theme.ink);
    visuals.widgets.active = widget(theme.card, line(theme.accent, 2.0), theme.ink);
    visuals.widgets.open = widget(theme.card, line(theme.accent, 1.0), theme.ink);
}
