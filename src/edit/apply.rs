//! Carrying out commands: the one place where every command finds the code that knows how.

use super::change::Change;
use super::command::Command;
use super::draft::Draft;
use super::path::{self, Path};
use super::rejection::Rejection;
use super::{items, lanes, parking, personas, stages, ties, touchpoints, whole};
use crate::model::{Map, State};

/// Carries out a command and says what changed.
///
/// # Errors
/// If something the command needs is missing, or a lock protects what it would change. The map is then exactly as
/// it was.
pub fn apply(map: &mut Map, command: &Command) -> Result<Change, Rejection> {
    Draft::run(map, |draft| carry_out(draft, command))
}

/// Carries out a command as somebody means it who draws a map: links that only say the order follow the order, as part
/// of the same change. [`apply`] leaves every link as it is that the command does not name.
///
/// # Errors
/// As with [`apply`]. The map is then exactly as it was.
pub fn draw(map: &mut Map, command: &Command) -> Result<Change, Rejection> {
    if !path::changes_order(command) {
        return apply(map, command);
    }
    Draft::run(map, |draft| {
        let paths = [State::Today, State::Ideal].map(|state| draft.journey(state).ok().and_then(Path::of));
        let label = carry_out(draft, command)?;
        for (state, path) in [State::Today, State::Ideal].into_iter().zip(&paths) {
            path.iter().try_for_each(|path| path::follow(draft, state, path))?;
        }
        Ok(label)
    })
}

/// Carries out one command and returns its label.
fn carry_out(draft: &mut Draft, command: &Command) -> Result<String, Rejection> {
    use Command::*;
    match command {
        SetAbout(field) => whole::set_about(draft, field),

        AddStage { state, id, name, after } => stages::add(draft, *state, *id, name, *after),
        SetStage { state, id, field } => stages::set(draft, *state, *id, field),
        MoveStage { state, id, after } => stages::move_to(draft, *state, *id, *after),
        DeleteStage { state, id } => stages::delete(draft, *state, *id),

        AddTouchpoint { state, id, name, at } => touchpoints::add(draft, *state, *id, name, *at),
        SetTouchpoint { state, id, field } => touchpoints::set(draft, *state, *id, field),
        MoveTouchpoint { state, id, to } => touchpoints::move_to(draft, *state, *id, *to),
        DeleteTouchpoint { state, id } => touchpoints::delete(draft, *state, *id),
        SetFeeling { state, persona, touchpoint, feeling } => {
            personas::set_feeling(draft, *state, *persona, *touchpoint, *feeling)
        }
        SetText { state, touchpoint, lane, text } => touchpoints::set_text(draft, *state, *touchpoint, *lane, text),
        SetPicture { state, touchpoint, lane, picture } => {
            touchpoints::set_picture(draft, *state, *touchpoint, *lane, *picture)
        }

        AddPersona { state, id, name, after } => personas::add(draft, *state, *id, name, *after),
        SetPersona { state, id, field } => personas::set(draft, *state, *id, field),
        MovePersona { state, id, after } => personas::move_to(draft, *state, *id, *after),
        DeletePersona { state, id } => personas::delete(draft, *state, *id),

        AddPain { state, id, text, at } => items::add_pain(draft, *state, *id, text, *at),
        SetPain { state, id, field } => items::set_pain(draft, *state, *id, field),
        DeletePain { state, id } => items::delete_pain(draft, *state, *id),
        AddOpportunity { state, id, text, at } => items::add_opportunity(draft, *state, *id, text, *at),
        SetOpportunity { state, id, field } => items::set_opportunity(draft, *state, *id, field),
        DeleteOpportunity { state, id } => items::delete(draft, *state, items::Item::Opportunity(*id)),
        AddFeedback { state, id, text, at } => items::add_feedback(draft, *state, *id, text, *at),
        SetFeedback { state, id, field } => items::set_feedback(draft, *state, *id, field),
        DeleteFeedback { state, id } => items::delete(draft, *state, items::Item::Feedback(*id)),
        AddMeasure { state, id, name, at } => items::add_measure(draft, *state, *id, name, *at),
        SetMeasure { state, id, field } => items::set_measure(draft, *state, *id, field),
        DeleteMeasure { state, id } => items::delete(draft, *state, items::Item::Measure(*id)),
        MoveItem { state, item, from, to, after } => items::move_to(draft, *state, *item, *from, *to, *after),

        AddTie { state, tie } => ties::add(draft, *state, *tie),
        RemoveTie { state, tie } => ties::remove(draft, *state, *tie),
        AddLink { state, link } => ties::add_link(draft, *state, link),
        SetLinkLabel { state, id, label } => ties::set_link_label(draft, *state, *id, label),
        DeleteLink { state, id } => ties::delete_link(draft, *state, *id),

        AddLane { state, id, kind, after } => lanes::add(draft, *state, *id, *kind, *after),
        SetLane { state, id, field } => lanes::set(draft, *state, *id, field),
        MoveLane { state, id, after } => lanes::move_to(draft, *state, *id, *after),
        DeleteLane { state, id } => lanes::delete(draft, *state, *id),

        AddNote { id, text } => parking::add(draft, *id, text),
        SetNote { id, text } => parking::set(draft, *id, text),
        MoveNote { id, after } => parking::move_to(draft, *id, *after),
        DeleteNote { id } => parking::delete(draft, *id),
        PlaceNote { id, state, placement } => parking::place(draft, *id, *state, *placement),
        ParkItem { state, item, note } => parking::park(draft, *state, *item, *note),

        AddRecords { state, records } => whole::add_records(draft, *state, records),
        AddPicture(picture) => whole::add_picture(draft, picture),
        SetPictureWords { id, alt } => whole::set_picture_words(draft, *id, alt),
        StartIdeal { copy_today } => whole::start_ideal(draft, *copy_today),
        DropIdeal => whole::drop_ideal(draft),
        TakeSnapshot { id, date, label } => whole::take_snapshot(draft, *id, *date, label),
        DeleteSnapshot { id } => whole::delete_snapshot(draft, *id),
        SetPin(pin) => whole::set_pin(draft, pin),
        DeletePin { id } => whole::delete_pin(draft, *id),
        SetPlanItem(item) => whole::set_plan_item(draft, item),
        DeletePlanItem { id } => whole::delete_plan_item(draft, *id),

        Batch { label, commands } => {
            commands.iter().try_for_each(|command| carry_out(draft, command).map(|_| ()))?;
            Ok(label.clone())
        }
    }
}
