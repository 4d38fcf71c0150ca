//! Choosing on a scale: levels from 1 to 5, and the emotion from −10 to +10.

use egui::{
    Color32, EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::fields::Typed;
use super::marks::marker_shape;
use super::{focus_ring, theme};
use crate::model::{Emotion, Level, PersonaColour};

/// Five bars; a click sets the level, a click on the level itself takes it back to unknown.
///
/// With the keyboard: arrows, the digits 1 to 5, and Delete or 0 for unknown.
pub fn level_bars(ui: &mut Ui, name: &str, level: Option<Level>) -> Option<Option<Level>> {
    let theme = theme(ui);
    let (space, response) = ui.allocate_exact_size(vec2(108.0, 24.0), Sense::click());
    let now = level.map_or(0, Level::get);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(now)),
        current_text_value: level.is_none().then(|| "unknown".to_owned()),
        ..WidgetInfo::labeled(Role::Slider, enabled, name)
    });
    let step = space.width() / 5.0;
    for bar in 0..5u8 {
        let rect = Rect::from_min_size(
            pos2(space.left() + f32::from(bar) * step, space.center().y - 6.0),
            vec2(step - 3.0, 12.0),
        );
        let (fill, edge): (Color32, Color32) = match bar < now {
            true => (theme.ink_soft.into(), theme.ink_soft.into()),
            false => (theme.card.into(), theme.ctrl.into()),
        };
        ui.painter().rect(rect, 3.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    focus_ring(ui, &response, 4.0);
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let hit = (((at.x - space.left()) / step).floor() as i64 + 1).clamp(1, 5);
        let hit = Level::new(hit).ok();
        return Some(if hit == level { None } else { hit });
    }
    level_keys(ui, &response, now)
}

fn level_keys(ui: &Ui, response: &Response, now: u8) -> Option<Option<Level>> {
    if !response.has_focus() {
        return None;
    }
    let own = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if let Some(digit) = digits.iter().position(|key| pressed(*key)) {
            return Some(Level::new(digit as i64 + 1).ok());
        }
        if pressed(Key::Delete) || pressed(Key::Num0) {
            return Some(None);
        }
        if pressed(Key::ArrowRight) {
            return Some(Level::new(i64::from(now).saturating_add(1).min(5)).ok());
        }
        if pressed(Key::ArrowLeft) && now > 0 {
            return Some(Level::new(i64::from(now) - 1).ok());
        }
        None
    })
}

/// A track from −10 to +10 with a tick at zero and the persona's marker as its handle.
///
/// Arrow keys step, Delete says "not observed". `None` in the value is "not observed" and draws no handle.
pub fn emotion_slider(
    ui: &mut Ui,
    name: &str,
    colour: PersonaColour,
    emotion: Option<Emotion>,
    width: f32,
) -> Typed<Option<Emotion>> {
    let theme = theme(ui);
    let (space, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click_and_drag());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo {
        value: emotion.map(Emotion::value),
        current_text_value: emotion.is_none().then(|| "not observed".to_owned()),
        ..WidgetInfo::labeled(Role::Slider, enabled, name)
    });
    let track = space.shrink2(vec2(8.0, 0.0));
    let x_of = |value: f64| track.left() + track.width() * ((value + 10.0) / 20.0) as f32;
    let y = space.center().y;
    let ink: Color32 = theme.persona(colour).into();
    ui.painter().hline(track.x_range(), y, Stroke::new(1.0, theme.ctrl));
    ui.painter().vline(x_of(0.0), y - 5.0..=y + 5.0, Stroke::new(1.0, theme.ctrl));
    if let Some(emotion) = emotion {
        let x = x_of(emotion.value());
        ui.painter().line_segment([pos2(x_of(0.0), y), pos2(x, y)], Stroke::new(3.0, ink));
        let handle = marker_shape(pos2(x, y), 6.5, colour, theme.card.into(), Stroke::new(2.0, ink));
        ui.painter().add(handle);
    }
    focus_ring(ui, &response, 4.0);
    if (response.clicked() || response.dragged())
        && let Some(at) = response.interact_pointer_pos()
    {
        let value = f64::from((at.x - track.left()) / track.width()) * 20.0 - 10.0;
        let chosen = Some(Emotion::steps(value.round() as i32));
        return Typed { value: (chosen != emotion).then_some(chosen), left: response.clicked() };
    }
    Typed { value: emotion_keys(ui, &response, emotion), left: response.drag_stopped() || response.lost_focus() }
}

fn emotion_keys(ui: &Ui, response: &Response, emotion: Option<Emotion>) -> Option<Option<Emotion>> {
    if !response.has_focus() {
        return None;
    }
    let own = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
    let from = emotion.unwrap_or(Emotion::steps(0));
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowRight) {
            Some(Some(if emotion.is_some() { from.stepped(1) } else { from }))
        } else if pressed(Key::ArrowLeft) {
            Some(Some(if emotion.is_some() { from.stepped(-1) } else { from }))
        } else if pressed(Key::Delete) {
            Some(None)
        } else {
            None
        }
    })
}
