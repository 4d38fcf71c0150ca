//! What the text engine promises, proved on many scripts.

use proptest::prelude::*;

use super::*;

const BODY: TextStyle = TextStyle { size: 13.0, line_height: 18.0, weight: Weight::Regular, tabular: false };

fn room(width: f64, max_lines: usize) -> Room {
    Room { width, max_lines, align: Align::Start }
}

fn one_line() -> Room {
    room(f64::INFINITY, 1)
}

/// The text of every line, runs in visual order.
fn lines(paragraph: &Paragraph) -> Vec<String> {
    let mut lines: Vec<(f32, String)> = Vec::new();
    for run in &paragraph.runs {
        match lines.last_mut() {
            Some((baseline, text)) if *baseline == run.baseline => text.push_str(&run.text),
            _ => lines.push((run.baseline, run.text.to_string())),
        }
    }
    lines.into_iter().map(|(_, text)| text).collect()
}

/// The characters in the order in which they stand from left to right.
fn from_left_to_right(paragraph: &Paragraph) -> String {
    let mut placed: Vec<(f32, &str)> = Vec::new();
    for run in &paragraph.runs {
        for glyph in &run.glyphs {
            placed.push((glyph.x, &run.text[glyph.text.start as usize..glyph.text.end as usize]));
        }
    }
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    placed.into_iter().map(|(_, text)| text).collect()
}

/// The left and right end of what a paragraph draws: of its runs, and of its letters.
///
/// A letter is as wide as its advance, but not wider than its font has it: where a right-to-left pair is kerned apart,
/// the letter is moved and its advance grows by the same, and both together would count that twice. A mark without an
/// advance hangs over the letter before it: its origin may lie a little right of that letter's end although its ink
/// does not.
fn extent(paragraph: &Paragraph) -> (f32, f32) {
    let letters = || {
        let glyphs = paragraph.runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
        glyphs.filter(|(_, glyph)| glyph.advance > 0.0)
    };
    let left = paragraph.runs.iter().map(|run| run.x);
    let right = paragraph.runs.iter().map(|run| run.x + run.advance);
    (
        left.chain(letters().map(|(_, glyph)| glyph.x)).fold(0.0, f32::min),
        right
            .chain(letters().map(|(run, glyph)| glyph.x + glyph.advance.min(own_width(run, glyph))))
            .fold(0.0, f32::max),
    )
}

/// The width that a font gives a glyph, before anything beside it has a say.
fn own_width(run: &Run, glyph: &Glyph) -> f32 {
    use skrifa::MetadataProvider as _;
    let font = fonts::read(&run.font).expect("a shipped font");
    let metrics = font.glyph_metrics(skrifa::instance::Size::new(run.size), skrifa::instance::LocationRef::default());
    metrics.advance_width(skrifa::GlyphId::new(glyph.id)).expect("a glyph of the font")
}

#[test]
fn words_wrap_at_spaces_and_lines_stand_a_line_height_apart() {
    let mut engine = TextEngine::new();
    let paragraph = engine.paragraph("Find a plan that fits the whole family", BODY, room(100.0, 10));
    assert_eq!(lines(&paragraph), ["Find a plan that", "fits the whole", "family"]);
    assert_eq!((paragraph.lines, paragraph.height, paragraph.elided), (3, 54.0, false));
    assert_eq!(f64::from(paragraph.runs[0].baseline), paragraph.baseline);
    assert_eq!(paragraph.runs[1].baseline - paragraph.runs[0].baseline, 18.0);
    assert!(paragraph.width <= 100.0 && paragraph.width > 80.0);
}

#[test]
fn a_line_end_in_the_text_ends_a_line() {
    let paragraph = TextEngine::new().paragraph("one\n\nthree\n", BODY, room(200.0, 10));
    assert_eq!(paragraph.lines, 3);
    assert_eq!(lines(&paragraph), ["one", "three"]);
    assert_eq!(paragraph.runs[1].baseline - paragraph.runs[0].baseline, 36.0);
}

#[test]
fn a_word_wider_than_the_room_breaks_between_letters() {
    let paragraph = TextEngine::new().paragraph("Kundenzufriedenheitsbefragung", BODY, room(60.0, 10));
    assert!(paragraph.lines > 2);
    assert_eq!(lines(&paragraph).concat(), "Kundenzufriedenheitsbefragung");
    assert!(paragraph.width <= 60.0);
}

#[test]
fn what_does_not_fit_becomes_an_ellipsis_on_a_line_that_is_filled() {
    let paragraph = TextEngine::new().paragraph("Compare the prices of several plans", BODY, room(100.0, 2));
    assert!(paragraph.elided);
    assert_eq!(paragraph.lines, 2);
    assert_eq!(lines(&paragraph), ["Compare the", "prices of seve…"]);
}

#[test]
fn a_text_that_fits_exactly_keeps_its_last_word() {
    let mut engine = TextEngine::new();
    for text in ["Compare the prices", "Fit", "Preise vergleichen – jetzt", "1,234.50 €"] {
        let width = engine.width(text, BODY);
        let paragraph = engine.paragraph(text, BODY, room(width, 1));
        assert_eq!((paragraph.elided, paragraph.width), (false, width), "{text}");
    }
}

#[test]
fn an_explicit_line_end_beyond_the_last_line_is_elided_too() {
    let paragraph = TextEngine::new().paragraph("one\ntwo", BODY, room(200.0, 1));
    assert_eq!((lines(&paragraph), paragraph.elided), (vec!["one…".to_owned()], true));
}

#[test]
fn the_shipped_fonts_draw_their_scripts_without_help() {
    let mut engine = TextEngine::new();
    for text in [
        "Zażółć gęślą jaźń – Ångström, Ελληνικά, Русский, Tiếng Việt",
        "السلام عليكم، رحلة العميل",
        "שלום, מסע הלקוח",
        "ग्राहक यात्रा मानचित्र",
        "เส้นทางของลูกค้า",
        "😀 👍🏽 👩‍💻 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️",
        "−10 … +10 → ✓ ★ “quoted” ½ €",
    ] {
        let paragraph = engine.paragraph(text, BODY, one_line());
        assert!(paragraph.runs.iter().all(|run| run.font.0.bundled), "{text}");
        assert_eq!(engine.take_report(), FontReport::default(), "{text}");
    }
}

/// Whether this computer has one of the families of a list.
fn is_installed(families: &str) -> bool {
    let mut fonts = fonts::system_context();
    let names = families.split(',').map(|name| name.trim().trim_matches('\''));
    names.into_iter().any(|name| fonts.collection.family_id(name).is_some())
}

#[test]
fn chinese_japanese_and_korean_are_drawn_with_the_fonts_of_the_system_or_said_to_be_missing() {
    for (families, text) in [
        (fonts::CHINESE, "客户旅程地图：比较价格"),
        (fonts::JAPANESE, "カスタマージャーニーマップの例"),
        (fonts::KOREAN, "고객 여정 지도"),
    ] {
        let mut engine = TextEngine::new();
        let paragraph = engine.paragraph(text, BODY, one_line());
        let report = engine.take_report();
        let own: Vec<&std::sync::Arc<Run>> = paragraph.runs.iter().filter(|run| !run.font.0.bundled).collect();
        let mut used: Vec<String> = own.iter().map(|run| run.font.0.family.clone()).collect();
        used.sort();
        used.dedup();
        assert_eq!(report.system_families, used, "{text}");
        if is_installed(families) {
            assert_eq!(report.missing, ['x'; 0], "{text}");
            assert!(!used.is_empty(), "{text}");
            assert!(own.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0), "{text}");
        } else if used.is_empty() {
            let letters = text.chars().filter(|c| c.is_alphabetic());
            assert!(letters.into_iter().all(|letter| report.missing.contains(&letter)), "{text}: {report:?}");
        }
    }
}

#[test]
fn hebrew_reads_from_the_right_and_stands_at_the_right() {
    let paragraph = TextEngine::new().paragraph("שלום עולם", BODY, room(200.0, 1));
    assert_eq!(from_left_to_right(&paragraph), "םלוע םולש");
    assert!(paragraph.runs.iter().all(|run| run.rtl));
    let (_, right) = extent(&paragraph);
    assert!((right - 200.0).abs() < 0.05, "{right}");
}

#[test]
fn arabic_letters_join() {
    let mut engine = TextEngine::new();
    let joined = engine.paragraph("بيت", BODY, one_line());
    let alone: Vec<u32> =
        ["ب", "ي", "ت"].iter().map(|letter| engine.paragraph(letter, BODY, one_line()).runs[0].glyphs[0].id).collect();
    let ids: Vec<u32> = joined.runs[0].glyphs.iter().map(|glyph| glyph.id).collect();
    assert!(alone[..2].iter().all(|id| !ids.contains(id)), "{alone:?} {ids:?}");
}

#[test]
fn english_within_hebrew_keeps_its_own_direction() {
    let paragraph = TextEngine::new().paragraph("דף Home חדש", BODY, one_line());
    assert_eq!(from_left_to_right(&paragraph), "שדח Home ףד");
    let paragraph = TextEngine::new().paragraph("page דף 12", BODY, one_line());
    assert_eq!(from_left_to_right(&paragraph), "page 12 ףד");
}

#[test]
fn a_ligature_stands_for_all_its_letters() {
    let paragraph = TextEngine::new().paragraph("لا", BODY, one_line());
    let run = &paragraph.runs[0];
    let covered: usize = run.glyphs.iter().map(|glyph| glyph.text.len()).sum();
    assert!(covered >= run.text.len(), "{run:?}");
}

#[test]
fn hebrew_is_elided_at_its_end_which_is_on_the_left() {
    let paragraph = TextEngine::new().paragraph("שלום עולם גדול ויפה מאוד", BODY, room(80.0, 1));
    assert!(paragraph.elided);
    assert!(from_left_to_right(&paragraph).starts_with('…'));
}

#[test]
fn mixed_fonts_do_not_move_the_baseline() {
    let paragraph = TextEngine::new().paragraph("Plan 😀 ग्राहक ق", BODY, one_line());
    assert!(paragraph.runs.len() > 3);
    assert!(paragraph.runs.iter().all(|run| f64::from(run.baseline) == paragraph.baseline));
    assert_eq!(paragraph.height, 18.0);
}

#[test]
fn tabular_figures_are_equally_wide() {
    let mut engine = TextEngine::new();
    let tabular = TextStyle { tabular: true, ..BODY };
    assert_eq!(engine.width("1111", tabular), engine.width("0808", tabular));
    assert_ne!(engine.width("1111", BODY), engine.width("0808", BODY));
}

#[test]
fn semi_bold_is_another_face_of_the_same_family() {
    let mut engine = TextEngine::new();
    let regular = engine.paragraph("Pay", BODY, one_line()).runs[0].font.clone();
    let bold = engine.paragraph("Pay", TextStyle { weight: Weight::SemiBold, ..BODY }, one_line()).runs[0].font.clone();
    assert_eq!((regular.0.family.as_str(), bold.0.family.as_str()), ("Inter", "Inter"));
    assert_ne!(regular, bold);
}

#[test]
fn controls_and_overrides_are_seen_and_turn_nothing_around() {
    let mut engine = TextEngine::new();
    let paragraph = engine.paragraph("pay\u{202e}lap\u{200b}\u{7}", BODY, one_line());
    assert_eq!(from_left_to_right(&paragraph), "pay⌧lap⌧⌧");
    assert_eq!(engine.take_report(), FontReport::default());
}

#[test]
fn a_megabyte_of_label_is_cut_to_the_lines_that_are_seen_of_it() {
    // Whoever shapes all of it waits for minutes here.
    let mut engine = TextEngine::new();
    for text in ["word ".repeat(200_000), "x".repeat(1_000_000), "\u{301}".repeat(500_000), "ש".repeat(500_000)] {
        let paragraph = engine.paragraph(&text, BODY, room(200.0, 3));
        assert!(paragraph.elided && paragraph.lines <= 3);
    }
}

#[test]
fn a_character_that_no_font_has_is_reported_each_time_it_is_used() {
    let mut engine = TextEngine::new();
    for _ in 0..2 {
        engine.paragraph("a\u{f8fe}b", BODY, one_line());
        assert_eq!(engine.take_report(), FontReport { system_families: vec![], missing: vec!['\u{f8fe}'] });
        assert_eq!(engine.take_report(), FontReport::default());
    }
}

#[test]
fn alignment_moves_lines_within_the_room() {
    let mut engine = TextEngine::new();
    let width = engine.width("Pay", BODY) as f32;
    let at = |engine: &mut TextEngine, align| {
        engine.paragraph("Pay", BODY, Room { width: 100.0, max_lines: 1, align }).runs[0].x
    };
    assert_eq!(at(&mut engine, Align::Start), 0.0);
    assert!((at(&mut engine, Align::Center) - (100.0 - width) / 2.0).abs() < 0.05);
    assert!((at(&mut engine, Align::End) - (100.0 - width)).abs() < 0.05);
}

#[test]
fn a_mark_at_the_end_of_a_line_leaves_its_letters_within_the_room() {
    let width = 147.741_347_320_717_43;
    let text = "אאאאא !2 aЖAü(ö,0ΩA? ड\u{945} א";
    let paragraph = TextEngine::new().paragraph(text, BODY, room(width, 2));
    let (left, right) = extent(&paragraph);
    assert!(left >= 0.0 && f64::from(right) <= width + 0.05, "{left} {right}");
}

#[test]
fn a_kerned_pair_of_hebrew_letters_stays_within_a_room_of_any_width() {
    let text = "\u{5dc}\u{5e9}";
    for width in (1000..4000).step_by(7).map(|hundredths| f64::from(hundredths) / 100.0) {
        let paragraph = TextEngine::new().paragraph(text, BODY, room(width, 2));
        let (left, right) = extent(&paragraph);
        assert!(left >= 0.0 && f64::from(right) <= width + 0.02, "{left} {right} in {width}");
    }
}

#[test]
fn a_hebrew_word_broken_between_kerned_letters_stays_within_its_room() {
    let text = "\u{e4} \u{5d0}\u{5d2}\u{5d9}\u{5d0}\u{5d0}\u{5d0}\u{5e4}\u{5da}";
    for width in (3000..7000).step_by(7).map(|hundredths| f64::from(hundredths) / 100.0) {
        let paragraph = TextEngine::new().paragraph(text, BODY, room(width, 3));
        let (left, right) = extent(&paragraph);
        assert!(left >= 0.0 && f64::from(right) <= width + 0.02, "{left} {right} in {width}");
    }
}

#[test]
fn an_icon_fills_its_box() {
    let run = TextEngine::new().icon(Icon::Add, false, 20.0);
    assert_eq!((run.advance, run.baseline, run.glyphs.len()), (20.0, 20.0, 1));
    assert_ne!(run.glyphs[0].id, 0);
}

#[test]
fn no_text_is_an_empty_line() {
    let paragraph = TextEngine::new().paragraph(" \n ", BODY, room(100.0, 3));
    assert_eq!((paragraph.lines, paragraph.width, paragraph.height, paragraph.runs.len()), (1, 0.0, 18.0, 0));
}

#[test]
fn what_was_asked_before_is_the_same_paragraph() {
    let mut engine = TextEngine::new();
    let first = engine.paragraph("Pay", BODY, one_line());
    assert!(Arc::ptr_eq(&first, &engine.paragraph("Pay", BODY, one_line())));
}

#[test]
fn an_engine_can_move_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<TextEngine>();
}

/// Words of many scripts, hostile characters among them; none that would need the system's fonts.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-ZäöüßéñΩЖ0-9.,;:!?()/-]{1,12}",
        2 => "[א-ת]{1,8}",
        2 => "[\u{627}-\u{64a}]{1,8}",
        1 => "[क-ह][\u{93e}-\u{94c}]?",
        1 => "[ก-ฮ]{1,10}",
        1 => Just("👩‍💻".to_owned()),
        1 => "[\u{0}-\u{1f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{300}-\u{304}\u{306}-\u{30a}\u{323}\u{327}\u{338}\u{fdfd}]{1,3}",
        1 => "[a-z]{30,60}",
        1 => Just("\n".to_owned()),
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_ever_wider_than_its_room(text in any_text(), width in 0.0..240.0f64, max_lines in 1usize..5) {
        let paragraph = TextEngine::new().paragraph(&text, BODY, room(width, max_lines));
        prop_assert!(paragraph.runs.iter().all(|run| run.font.0.bundled));
        let (left, right) = extent(&paragraph);
        prop_assert!(paragraph.width <= width);
        prop_assert!(left >= -0.05 && f64::from(right) <= width + 0.05, "{left} {right} in {width}");
        prop_assert!(paragraph.lines <= max_lines);
        prop_assert_eq!(paragraph.height, paragraph.lines as f64 * 18.0);
        if paragraph.elided && paragraph.runs.iter().any(|run| !run.text.is_empty()) && width > 20.0 {
            prop_assert!(paragraph.runs.iter().any(|run| run.text.contains('…')));
        }
    }

    #[test]
    fn what_is_not_elided_is_all_there(text in any_text(), width in 40.0..240.0f64) {
        let paragraph = TextEngine::new().paragraph(&text, BODY, room(width, usize::MAX));
        let solid = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).count();
        let shown: usize = paragraph.runs.iter().map(|run| solid(&run.text)).sum();
        prop_assert!(paragraph.elided || shown == solid(&visible::visible(&text, usize::MAX >> 3).0));
    }

    #[test]
    fn two_engines_give_equal_paragraphs(text in any_text(), width in 0.0..240.0f64) {
        let one = TextEngine::new().paragraph(&text, BODY, room(width, 3));
        prop_assert_eq!(one, TextEngine::new().paragraph(&text, BODY, room(width, 3)));
    }
}
