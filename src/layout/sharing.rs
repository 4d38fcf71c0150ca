//! Many equal pieces of work on all cores, each thread with a text engine of its own.
//!
//! What a piece comes to does not depend on the engine it was done with, so a picture is the same on any number of
//! cores. Here never comes what the pieces are.

use std::sync::{Mutex, PoisonError};

use super::band::Cx;
use crate::text::TextEngine;

/// More threads than this would shape the same words over and over.
const MOST_THREADS: usize = 8;

/// Does something with each of some items; returns what came of them, in their order.
pub(crate) fn share_out<T: Send, R: Send>(
    cx: &mut Cx<'_>,
    items: Vec<T>,
    work: impl Fn(&mut Cx<'_>, T) -> R + Sync,
) -> Vec<R> {
    let Cx { theme, map, journey, .. } = *cx;
    let threads = MOST_THREADS.min(items.len());
    let mut others = cx.text.take_others(threads);
    let mut done: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let open = Mutex::new(items.into_iter().zip(&mut done));
    // A panic while the next item is taken ends everything through the scope; nobody reads on.
    let next = || open.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take_turns = |text: &mut TextEngine| {
        let mut cx = Cx { text, theme, map, journey };
        while let Some((item, place)) = next() {
            *place = Some(work(&mut cx, item));
        }
    };
    std::thread::scope(|scope| {
        for text in others.iter_mut().take(threads.saturating_sub(1)) {
            scope.spawn(|| take_turns(text));
        }
        take_turns(cx.text);
    });
    cx.text.give_back(others);
    done.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::metrics::Metrics;
    use crate::model::arbitrary::generated_journey;
    use crate::text::{Align, Room, TextEngine};
    use crate::theme::{Theme, ThemeKind};

    #[test]
    fn results_come_in_the_order_of_the_items_and_foreign_characters_are_told() {
        let map = generated_journey(1, 1);
        let mut text = TextEngine::new();
        let mut cx = Cx { text: &mut text, theme: Theme::of(ThemeKind::Light), map: &map, journey: map.today() };
        let style = Metrics::slide(200.0).card.title;
        let room = Room { width: 200.0, max_lines: 3, align: Align::Start };
        let words: Vec<String> = (0..100).map(|number| format!("\u{f8fe} {number}")).collect();
        let set = |cx: &mut Cx<'_>, words: &str| cx.text.paragraph(words, style, room);
        let shared = share_out(&mut cx, words.iter().collect(), |cx, words| set(cx, words));
        assert_eq!(cx.text.take_report().missing, ['\u{f8fe}']);
        let mut alone = TextEngine::new();
        cx.text = &mut alone;
        assert_eq!(shared, words.iter().map(|words| set(&mut cx, words)).collect::<Vec<_>>());
    }
}
