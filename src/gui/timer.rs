//! A timer for what a workshop does by the clock. It wakes the window once a second while it runs, and never else.

use egui::{Context, Ui, vec2};

use super::style;
use super::widgets;
use crate::text::Icon;

/// Minutes that are offered.
const MINUTES: [u32; 8] = [1, 2, 3, 5, 10, 15, 20, 30];

/// The timer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Timer {
    /// Nobody needs it.
    #[default]
    Off,
    /// It runs until then, in egui's seconds.
    Running(f64),
    /// It stands still with so many seconds left.
    Paused(f64),
    /// The time is up.
    Over,
}

impl Timer {
    /// Starts it for so many minutes.
    pub fn start(&mut self, minutes: u32, now: f64) {
        *self = Timer::Running(now + f64::from(minutes) * 60.0);
    }

    /// Room for it in the bar, in points.
    pub fn width(self) -> f32 {
        if self == Timer::Off { 36.0 } else { 84.0 }
    }

    /// Seconds that are left, whole ones as a clock shows them.
    fn left(self, now: f64) -> Option<u64> {
        let seconds = match self {
            Timer::Off => return None,
            Timer::Running(until) => until - now,
            Timer::Paused(left) => left,
            Timer::Over => 0.0,
        };
        Some(seconds.max(0.0).ceil() as u64)
    }

    /// Goes on with the time; returns whether it has just run out.
    pub fn tick(&mut self, ctx: &Context) -> bool {
        let Timer::Running(until) = *self else { return false };
        let now = ctx.input(|input| input.time);
        if now >= until {
            *self = Timer::Over;
            return true;
        }
        // Awake when the next second begins, so that none is skipped.
        let rest = (until - now).fract();
        ctx.request_repaint_after_secs(if rest > 0.01 { rest as f32 } else { 1.0 });
        false
    }

    /// Stops a running timer, and lets a stopped one run on.
    fn toggle(&mut self, now: f64) {
        *self = match *self {
            Timer::Running(until) => Timer::Paused((until - now).max(0.0)),
            Timer::Paused(left) => Timer::Running(now + left),
            Timer::Off | Timer::Over => *self,
        };
    }

    /// Draws it for the bar; `minutes` is what it was set to last.
    pub fn ui(&mut self, ui: &mut Ui, minutes: &mut u32) {
        let theme = widgets::theme(ui);
        let now = ui.input(|input| input.time);
        let words = self.left(now).map(clock);
        let ink = match self {
            Timer::Over => theme.pain,
            Timer::Running(until) if *until - now < 30.0 => theme.warn,
            Timer::Running(_) => theme.ink,
            Timer::Paused(_) | Timer::Off => theme.ink_soft,
        };
        let icon = style::icon(Icon::Timer, 16.0).color(ink);
        let button = match &words {
            Some(words) => egui::Button::new((icon, style::strong(words.as_str(), style::BODY, theme).color(ink))),
            None => egui::Button::new(icon),
        };
        let name = match (&words, *self) {
            (Some(_), Timer::Over) => "Timer: the time is up".to_owned(),
            (Some(words), _) => format!("Timer: {words} left"),
            (None, _) => "Timer".to_owned(),
        };
        let button = button.frame_when_inactive(false).min_size(vec2(28.0, 24.0));
        let response = ui.add(button).accessible_name(&name).on_hover_text(name);
        egui::Popup::menu(&response).show(|ui| self.menu(ui, minutes, now));
    }

    fn menu(&mut self, ui: &mut Ui, minutes: &mut u32, now: f64) {
        ui.set_width(150.0);
        let entry = |ui: &mut Ui, words: &str| {
            let clicked =
                ui.add(egui::Button::new(words).frame_when_inactive(false).min_size(vec2(150.0, 26.0))).clicked();
            if clicked {
                ui.close();
            }
            clicked
        };
        match *self {
            Timer::Running(_) if entry(ui, "Pause") => self.toggle(now),
            Timer::Paused(_) if entry(ui, "Go on") => self.toggle(now),
            Timer::Off | Timer::Over | Timer::Running(_) | Timer::Paused(_) => {}
        }
        if *self != Timer::Off && entry(ui, "Put away") {
            *self = Timer::Off;
        }
        if *self != Timer::Off {
            ui.separator();
        }
        for choice in MINUTES {
            let words = if choice == 1 { "1 minute".to_owned() } else { format!("{choice} minutes") };
            if entry(ui, &words) {
                *minutes = choice;
                self.start(choice, now);
            }
        }
    }
}

/// Seconds as `4:05`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paused_timer_keeps_its_time_and_goes_on_with_it() {
        let mut timer = Timer::default();
        timer.start(2, 100.0);
        assert_eq!(timer.left(125.5).map(clock), Some("1:35".to_owned()));
        timer.toggle(130.0);
        assert_eq!(timer.left(900.0), Some(90));
        timer.toggle(1000.0);
        assert_eq!(timer, Timer::Running(1090.0));
    }

    #[test]
    fn only_a_running_timer_wakes_the_window() {
        let ctx = Context::default();
        for (mut timer, wakes) in
            [(Timer::Off, false), (Timer::Paused(9.0), false), (Timer::Over, false), (Timer::Running(5.5), true)]
        {
            let mut frame = || {
                let input = egui::RawInput { time: Some(0.0), ..Default::default() };
                let mut output = ctx.run_ui(input, |ui| {
                    timer.tick(ui.ctx());
                });
                output.textures_delta.clear();
                output.viewport_output[&egui::ViewportId::ROOT].repaint_delay
            };
            // A window draws itself a few times when it is new.
            for _ in 0..4 {
                frame();
            }
            let delay = frame();
            assert_eq!(delay <= std::time::Duration::from_secs(1), wakes, "{timer:?}: {delay:?}");
        }
    }
}
