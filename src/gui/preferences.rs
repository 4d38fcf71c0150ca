//! What the window remembers between starts: looks, panels, its own place, changed shortcuts.
//!
//! The file is read tolerantly, field by field: whatever cannot be understood takes its usual value and is no reason to
//! bother anybody. Here never comes anything of a map.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use egui::{Context, Rect, Vec2, ViewportCommand, vec2};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::command_table::CommandId;
use super::keymap;
use crate::file::disk;
use crate::theme::ThemeKind;

/// How long preferences stay as they are before they are written, in seconds.
const REST: f64 = 1.0;
/// As high as the bar that a system puts over a window, and its panel, can be, in points.
const TITLE_BAR: f32 = 40.0;
/// At most so many commands are remembered as used lately.
const LATELY: usize = 8;

/// Which theme the window takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// The one of the system, light where it does not say.
    #[default]
    System,
    /// Always this one.
    Always(ThemeKind),
}

impl ThemeChoice {
    /// Every choice.
    pub const ALL: [ThemeChoice; 3] =
        [ThemeChoice::System, ThemeChoice::Always(ThemeKind::Light), ThemeChoice::Always(ThemeKind::Dark)];

    /// The word in the file.
    fn key(self) -> &'static str {
        match self {
            ThemeChoice::System => "system",
            ThemeChoice::Always(kind) => kind.key(),
        }
    }

    /// The theme on this system.
    fn kind(self, ctx: &Context) -> ThemeKind {
        match self {
            ThemeChoice::System if ctx.system_theme() == Some(egui::Theme::Dark) => ThemeKind::Dark,
            ThemeChoice::System => ThemeKind::Light,
            ThemeChoice::Always(kind) => kind,
        }
    }
}

/// Where the window stands, in points of the system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowPlace {
    /// Width and height inside the frame, as they are when the window is not maximised.
    pub size: Vec2,
    /// The frame's top left corner, where the system says it.
    pub corner: Option<egui::Pos2>,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct Preferences {
    /// Light, dark, or as the system is.
    pub theme: ThemeChoice,
    /// Multiplies everything in the window, 1.0 to 2.0.
    pub text_scale: f32,
    /// Nothing glides.
    pub reduced_motion: bool,
    /// Whether the outline is open.
    pub outline: bool,
    /// Whether the inspector is open.
    pub inspector: bool,
    /// Where the window stood last.
    pub window: Option<WindowPlace>,
    /// Commands whose keys were changed, by name, with their keys as people read them.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Commands used lately, by name, the latest first.
    pub lately: Vec<String>,
    /// Dots each person has in a vote.
    pub dots: u32,
    /// Minutes the timer was set to last.
    pub minutes: u32,
    /// The folder whose maps the portfolio showed last.
    pub portfolio: Option<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            theme: ThemeChoice::default(),
            text_scale: 1.0,
            reduced_motion: false,
            outline: true,
            inspector: true,
            window: None,
            keys: BTreeMap::new(),
            lately: Vec::new(),
            dots: 5,
            minutes: 5,
            portfolio: None,
        }
    }
}

/// The file, each field still unread, so that one bad value spoils no other.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Unread {
    theme: Unknown,
    text_scale: Unknown,
    reduced_motion: Unknown,
    outline: Unknown,
    inspector: Unknown,
    window_size: Unknown,
    window_corner: Unknown,
    maximized: Unknown,
    keys: Unknown,
    lately: Unknown,
    dots: Unknown,
    minutes: Unknown,
    portfolio: Unknown,
}

/// A value that may be anything.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Unknown(ron::Value);

impl Default for Unknown {
    fn default() -> Self {
        Unknown(ron::Value::Unit)
    }
}

impl Unknown {
    fn read<T: serde::de::DeserializeOwned>(self) -> Option<T> {
        self.0.into_rust().ok()
    }
}

/// The file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    theme: &'a str,
    text_scale: f32,
    reduced_motion: bool,
    outline: bool,
    inspector: bool,
    window_size: Vec<f32>,
    window_corner: Vec<f32>,
    maximized: bool,
    keys: &'a BTreeMap<String, Vec<String>>,
    lately: &'a [String],
    dots: u32,
    minutes: u32,
    portfolio: &'a str,
}

fn path(config_dir: &Path) -> PathBuf {
    config_dir.join("preferences.ron")
}

impl Preferences {
    /// What the file says; the usual values where there is no file, or it says something else.
    pub fn read(config_dir: &Path) -> Preferences {
        Preferences::parse(&std::fs::read_to_string(path(config_dir)).unwrap_or_default())
    }

    fn parse(text: &str) -> Preferences {
        let usual = Preferences::default();
        if text.is_empty() {
            return usual;
        }
        let unread: Unread = ron::from_str(text).unwrap_or_else(|error| {
            log::warn!("the preferences cannot be read: {error}");
            Unread::default()
        });
        let theme: Option<String> = unread.theme.read();
        let theme = theme.and_then(|key| ThemeChoice::ALL.into_iter().find(|choice| choice.key() == key));
        let scale = unread.text_scale.read().filter(|scale: &f32| scale.is_finite());
        let maximized = unread.maximized.read().unwrap_or(false);
        Preferences {
            theme: theme.unwrap_or(usual.theme),
            text_scale: scale.unwrap_or(usual.text_scale).clamp(1.0, 2.0),
            reduced_motion: unread.reduced_motion.read().unwrap_or(usual.reduced_motion),
            outline: unread.outline.read().unwrap_or(usual.outline),
            inspector: unread.inspector.read().unwrap_or(usual.inspector),
            window: window(unread.window_size.read(), unread.window_corner.read(), maximized),
            keys: unread.keys.read().unwrap_or_default(),
            lately: unread.lately.read().unwrap_or_default(),
            dots: unread.dots.read().unwrap_or(usual.dots).clamp(1, 99),
            minutes: unread.minutes.read().unwrap_or(usual.minutes).clamp(1, 180),
            portfolio: unread.portfolio.read().filter(|path: &String| !path.is_empty()).map(PathBuf::from),
        }
    }

    fn to_text(&self) -> Result<String, ron::Error> {
        let window = self.window;
        let written = Written {
            theme: self.theme.key(),
            text_scale: self.text_scale,
            reduced_motion: self.reduced_motion,
            outline: self.outline,
            inspector: self.inspector,
            window_size: window.map_or(Vec::new(), |place| vec![place.size.x, place.size.y]),
            window_corner: window.and_then(|place| place.corner).map_or(Vec::new(), |at| vec![at.x, at.y]),
            maximized: window.is_some_and(|place| place.maximized),
            keys: &self.keys,
            lately: &self.lately,
            dots: self.dots,
            minutes: self.minutes,
            // A folder whose name is no text is chosen anew the next time.
            portfolio: self.portfolio.as_deref().and_then(Path::to_str).unwrap_or_default(),
        };
        ron::ser::to_string_pretty(&written, ron::ser::PrettyConfig::new().new_line("\n"))
    }

    /// Writes the file, whole or not at all. What goes wrong is logged: the next start then looks as the last one did.
    pub fn write(&self, config_dir: &Path) {
        let text = self.to_text().map_err(std::io::Error::other);
        let written = text.and_then(|text| {
            std::fs::create_dir_all(config_dir)?;
            disk::replace(&path(config_dir), text.as_bytes())
        });
        if let Err(error) = written {
            log::warn!("the preferences were not written: {error}");
        }
    }

    /// Commands used lately, the latest first; names that no command has are passed over.
    pub fn commands_lately(&self) -> Vec<CommandId> {
        self.lately.iter().filter_map(|name| keymap::from_name(name)).collect()
    }

    /// Puts a command at the head of those used lately.
    pub fn used(&mut self, id: CommandId) {
        let name = keymap::name(id);
        self.lately.retain(|other| *other != name);
        self.lately.insert(0, name);
        self.lately.truncate(LATELY);
    }
}

/// A window's place that a screen can hold; anything else is as good as none.
fn window(size: Option<Vec<f32>>, corner: Option<Vec<f32>>, maximized: bool) -> Option<WindowPlace> {
    let pair = |list: Option<Vec<f32>>| match list?[..] {
        [a, b] if a.is_finite() && b.is_finite() => Some(vec2(a, b)),
        _ => None,
    };
    let size = pair(size)?.clamp(vec2(640.0, 480.0), vec2(16_000.0, 10_000.0));
    let corner = pair(corner).filter(|corner| corner.x > -40.0 && corner.y > -40.0 && corner.max_elem() < 16_000.0);
    Some(WindowPlace { size, corner: corner.map(Vec2::to_pos2), maximized })
}

impl App {
    /// Gives the window what is preferred, at the start and after a change.
    pub(super) fn apply_preferences(&mut self) {
        self.view.theme = self.preferences.theme.kind(&self.ctx);
        if (self.ctx.zoom_factor() - self.preferences.text_scale).abs() > 0.001 {
            self.ctx.set_zoom_factor(self.preferences.text_scale);
        }
        let glide = if self.preferences.reduced_motion {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::default()
        };
        if self.glide != Some(glide) {
            self.ctx.all_styles_mut(|style| style.scroll_animation = glide);
            self.glide = Some(glide);
        }
    }

    /// Takes note of what the window looks like now, and has it written once it rests.
    pub(super) fn keep_preferences(&mut self, ctx: &Context) {
        self.preferences.outline = self.view.outline;
        self.preferences.inspector = self.view.inspector;
        self.note_window(ctx);
        let Some(config_dir) = self.config_dir.clone() else { return };
        if self.preferences == self.preferences_written {
            self.preferences_seen = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let rests = match &self.preferences_seen {
            Some((seen, since)) if *seen == self.preferences => now - since >= REST,
            Some(_) | None => {
                self.preferences_seen = Some((self.preferences.clone(), now));
                false
            }
        };
        if rests {
            self.preferences_written = self.preferences.clone();
            self.jobs.write_preferences(config_dir, self.preferences.clone());
        } else {
            ctx.request_repaint_after_secs(REST as f32);
        }
    }

    /// Writes them at the end: a job that is still at it may not live to finish.
    pub(super) fn write_preferences_now(&mut self) {
        if let Some(config_dir) = &self.config_dir {
            self.preferences.write(config_dir);
        }
    }

    /// Fills the screen with a window that begins larger than the screen is: on a projector the foot of the window
    /// would otherwise be out of sight. Asked once, as soon as the system says how large both are.
    pub(super) fn fit_the_screen(&mut self, ctx: &Context) {
        if self.fitted {
            return;
        }
        let (outer, screen) = ctx.input(|input| (input.viewport().outer_rect, input.viewport().monitor_size));
        let (Some(outer), Some(screen)) = (outer, screen) else { return };
        self.fitted = true;
        // The system may not have put its frame around the window yet.
        if outer.width() > screen.x || outer.height() + TITLE_BAR > screen.y {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }

    fn note_window(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let scaled = |rect: Rect| Rect::from_min_max(rect.min * zoom, rect.max * zoom);
        let (inner, outer, maximized, full) = ctx.input(|input| {
            let window = input.viewport();
            (window.inner_rect, window.outer_rect, window.maximized, window.fullscreen)
        });
        let (Some(inner), Some(maximized)) = (inner.map(scaled), maximized) else { return };
        if full.unwrap_or(false) {
            return;
        }
        let before = self.preferences.window;
        self.preferences.window = match before {
            // The size to come back to is the one from before it filled the screen.
            Some(before) if maximized => Some(WindowPlace { maximized, ..before }),
            Some(_) | None => {
                let corner = outer.map(|outer| scaled(outer).min.round());
                Some(WindowPlace { size: inner.size().round(), corner, maximized })
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed() -> Preferences {
        Preferences {
            theme: ThemeChoice::Always(ThemeKind::Dark),
            text_scale: 1.5,
            reduced_motion: true,
            outline: false,
            window: window(Some(vec![1280.0, 720.0]), Some(vec![10.0, 20.0]), true),
            keys: BTreeMap::from([("Save".to_owned(), vec!["Ctrl+Alt+S".to_owned()])]),
            lately: vec!["Export".to_owned()],
            dots: 3,
            ..Preferences::default()
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let config_dir = folder.path().join("deep/down");
        changed().write(&config_dir);
        assert_eq!(Preferences::read(&config_dir), changed());
        assert_eq!(Preferences::read(folder.path()), Preferences::default());
    }

    #[test]
    fn one_bad_value_spoils_no_other() {
        let text = changed().to_text().unwrap().replace("1.5", "\"large\"").replace("dots", "dotz");
        let read = Preferences::parse(&text);
        assert_eq!(read, Preferences { text_scale: 1.0, dots: 5, ..changed() });
        assert_eq!(Preferences::parse("(theme: \"dark\""), Preferences::default());
    }
}
