//! Commands about the edges that people draw themselves: ties and links.

use super::draft::{Draft, quoted};
use super::rejection::Rejection;
use crate::model::*;

pub(super) fn add(draft: &mut Draft, state: State, tie: Tie) -> Result<String, Rejection> {
    draft.put_in(state, Record::Tie(tie))?;
    Ok(format!("Connect {}", ends(tie)))
}

pub(super) fn remove(draft: &mut Draft, state: State, tie: Tie) -> Result<String, Rejection> {
    draft.take_in(state, Key::Tie(tie))?;
    Ok(format!("Disconnect {}", ends(tie)))
}

fn ends(tie: Tie) -> &'static str {
    match tie {
        Tie::HurtsAt(..) => "pain point and touchpoint",
        Tie::FeltBy(..) => "pain point and persona",
        Tie::Addresses(..) => "opportunity and pain point",
        Tie::Improves(..) => "opportunity and touchpoint",
        Tie::About(..) => "feedback and touchpoint",
        Tie::From(..) => "feedback and persona",
        Tie::Shows(..) => "feedback and pain point",
        Tie::LedTo(..) => "feedback and opportunity",
        Tie::Measures(..) => "measure and touchpoint",
    }
}

pub(super) fn add_link(draft: &mut Draft, state: State, link: &Link) -> Result<String, Rejection> {
    let from = quoted(&draft.touchpoint(state, link.from)?.name, "touchpoint");
    let to = quoted(&draft.touchpoint(state, link.to)?.name, "touchpoint");
    draft.add(state, Record::Link(link.clone()))?;
    Ok(format!("Link {from} to {to}"))
}

fn link(draft: &Draft, state: State, id: LinkId) -> Result<Link, Rejection> {
    draft.journey(state)?.link(id).cloned().ok_or(Rejection::NotThere { what: "link" })
}

pub(super) fn set_link_label(draft: &mut Draft, state: State, id: LinkId, label: &str) -> Result<String, Rejection> {
    let old = link(draft, state, id)?;
    draft.put_in(state, Record::Link(Link { label: label.to_owned(), ..old }))?;
    Ok("Change the condition of a link".to_owned())
}

pub(super) fn delete_link(draft: &mut Draft, state: State, id: LinkId) -> Result<String, Rejection> {
    let old = link(draft, state, id)?;
    let from = quoted(&draft.touchpoint(state, old.from)?.name, "touchpoint");
    let to = quoted(&draft.touchpoint(state, old.to)?.name, "touchpoint");
    draft.take_in(state, Key::Link(id))?;
    Ok(format!("Delete the link from {from} to {to}"))
}
