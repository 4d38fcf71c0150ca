//! The right side of the page: where the findings sit along the journey.
//!
//! Charts of the page stand above that picture and take what room they need from [`ui`]'s rectangle. Here never comes
//! the drawing of the picture itself; that is a frame like any other.

use std::sync::Arc;

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{FindingKey, FindingsWish};
use crate::frame::{Frame, Subject};
use crate::geom::{Point, Size};
use crate::gui::canvas;
use crate::gui::context::Action;
use crate::gui::insights::{Found, FoundKey, InsightWish};
use crate::gui::{style, widgets};
use crate::layout::{Layouter, SitsRequest};
use crate::model::{State, TouchpointId};
use crate::theme::{Theme, ThemeKind};

/// The picture is no higher than this, in points.
const HIGHEST: f32 = 260.0;

/// A picture and what it was made from.
pub struct Sits {
    key: FoundKey,
    request: SitsRequest,
    theme: ThemeKind,
    frame: Arc<Frame>,
}

/// What the picture is made from.
pub struct Shown<'a> {
    /// What was found.
    pub found: &'a Found,
    /// Which journey.
    pub state: State,
    /// The selected finding, by its place.
    pub picked: Option<usize>,
    /// Light or dark.
    pub theme: ThemeKind,
}

/// Draws the right side.
pub fn ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    (sits, layouter): (&mut Option<Sits>, &mut Layouter),
    actions: &mut Vec<Action>,
) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(style::strong("Where the findings sit", style::BODY, theme));
        let journey = match shown.state {
            State::Today => "Today’s journey",
            State::Ideal => "The ideal journey",
        };
        ui.label(style::meta(journey, theme));
    });
    let room = ui.available_size();
    let (rect, response) = ui.allocate_exact_size(vec2(room.x, room.y.min(HIGHEST)), Sense::click());
    let frame = picture(shown, rect, sits, layouter);
    let place = canvas::preview(ui, &frame, rect);
    let verdicts = shown.found.verdicts(shown.state).len();
    let says = format!("Where the findings sit: {}", crate::words::plural(verdicts, "touchpoint"));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &says));
    let pointed = response.hover_pos().and_then(|at| mark_at(&frame, place, at));
    let Some((id, label)) = pointed else { return };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    let found = shown.found.at(shown.state, id);
    if response.clicked()
        && let Some(at) = found.first()
    {
        let wish = FindingsWish::Show(FindingKey::of(&shown.found.findings[*at]));
        actions.push(Action::Insight(InsightWish::Findings(wish)));
    }
    let sentences = found.iter().map(|at| shown.found.findings[*at].message.as_str());
    let words: Vec<&str> = std::iter::once(&*label).chain(sentences.take(4)).collect();
    response.on_hover_text(words.join("\n"));
}

/// The mark under the pointer.
fn mark_at(frame: &Frame, place: Rect, at: egui::Pos2) -> Option<(TouchpointId, Arc<str>)> {
    let scale = frame.size.width / f64::from(place.width()).max(1.0);
    let at = at - place.min;
    let point = Point::new(f64::from(at.x) * scale, f64::from(at.y) * scale);
    match frame.hit_test(point)?.0 {
        tag if matches!(tag.subject, Subject::Touchpoint(_)) => {
            crate::gui::context::touchpoint_of(tag.subject).map(|id| (id, tag.label.clone()))
        }
        _ => None,
    }
}

fn picture(shown: &Shown<'_>, rect: Rect, sits: &mut Option<Sits>, layouter: &mut Layouter) -> Arc<Frame> {
    let size = Size::new(f64::from(rect.width().floor()), f64::from(rect.height().floor()));
    let picked = shown.picked.filter(|at| shown.found.findings[*at].state == shown.state);
    let picked: Vec<TouchpointId> = picked.map_or(Vec::new(), |at| shown.found.touchpoints(at).to_vec());
    let fits = |sits: &&mut Sits| {
        let same = sits.key == shown.found.key && sits.theme == shown.theme;
        same && sits.request.state == shown.state && sits.request.size == size && sits.request.picked == picked
    };
    if let Some(sits) = sits.as_mut().filter(fits) {
        return sits.frame.clone();
    }
    let request = SitsRequest { state: shown.state, size, verdicts: shown.found.verdicts(shown.state), picked };
    let frame = layouter.sits(&shown.found.map, &request, Theme::of(shown.theme));
    *sits = Some(Sits { key: shown.found.key, request, theme: shown.theme, frame: frame.clone() });
    frame
}

/// Where the line between the two sides of the page stands.
pub fn parting(area: Rect) -> f32 {
    pos2((area.left() + area.width() * 0.555).round(), 0.0).x
}
