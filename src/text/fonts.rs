//! The shipped fonts, what they cover, and the way to the system's fonts when they do not cover something.
//!
//! Faces are numbered for the whole process, so that every engine, screen and export means the same face by the same
//! key. Here never comes shaping.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, GenericFamily, SourceCache};
use parley::{FontContext, FontData, FontWeight};
use skrifa::instance::Size;
use skrifa::{FontRef, MetadataProvider as _};

use super::{Font, FontFace, Weight};

/// One shipped font file.
struct Shipped {
    family: &'static str,
    weight: f32,
    bytes: &'static [u8],
}

macro_rules! shipped {
    ($($family:literal $weight:literal $file:literal,)*) => {
        &[$(Shipped {
            family: $family,
            weight: $weight,
            bytes: include_bytes!(concat!("../../assets/fonts/", $file)),
        },)*]
    };
}

/// The fonts for text, in the order in which a character looks for its glyph. The first two are the two weights.
const TEXT_FONTS: &[Shipped] = shipped! {
    "Inter" 400.0 "Inter-Regular.ttf",
    "Inter" 600.0 "Inter-SemiBold.ttf",
    "Noto Sans Arabic" 400.0 "NotoSansArabic-Regular.ttf",
    "Noto Sans Hebrew" 400.0 "NotoSansHebrew-Regular.ttf",
    "Noto Sans Devanagari" 400.0 "NotoSansDevanagari-Regular.ttf",
    "Noto Sans Thai" 400.0 "NotoSansThai-Regular.ttf",
    "Noto Emoji" 400.0 "NotoEmoji-Regular.ttf",
};

/// The icon fonts: outlined, filled. Text never falls back to them.
const ICON_FONTS: &[Shipped] = shipped! {
    "Wayfarer Icons" 400.0 "MaterialSymbolsRounded-Outline.ttf",
    "Wayfarer Icons Filled" 400.0 "MaterialSymbolsRounded-Filled.ttf",
};

/// The families to try for a paragraph. Fewer families make shaping faster, so the smallest sufficient set is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stack {
    /// Inter covers every character.
    Latin,
    /// The shipped fonts cover every character.
    Shipped,
    /// The system's fonts come after the shipped ones, Chinese forms first.
    Chinese,
    /// The same with Japanese forms first: the text has kana.
    Japanese,
    /// The same with Korean first: the text has Hangul.
    Korean,
}

/// Good sans-serif families of the systems we know, so that a Chinese text is not set in whatever comes first.
pub(super) const CHINESE: &str =
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC'";
pub(super) const JAPANESE: &str =
    "'Noto Sans CJK JP', 'Source Han Sans', 'Hiragino Sans', 'Yu Gothic', 'Meiryo', 'Noto Sans JP'";
pub(super) const KOREAN: &str =
    "'Noto Sans CJK KR', 'Source Han Sans K', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR'";
/// For signs that belong to no script, which looking by script does not find.
const SIGNS: &str = "'Noto Sans Symbols 2', 'Noto Sans Symbols2', 'Noto Sans Symbols', 'Noto Sans Math', \
                     'Segoe UI Symbol', 'Apple Symbols', 'Cambria Math', 'DejaVu Sans'";
const SHIPPED: &str =
    "Inter, 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Sans Devanagari', 'Noto Sans Thai', 'Noto Emoji'";

impl Stack {
    /// Whether the system's fonts take part.
    pub(super) fn needs_system(self) -> bool {
        match self {
            Stack::Latin | Stack::Shipped => false,
            Stack::Chinese | Stack::Japanese | Stack::Korean => true,
        }
    }

    /// The families as a CSS list.
    pub(super) fn families(self) -> &'static str {
        static LISTS: OnceLock<[String; 3]> = OnceLock::new();
        let lists = LISTS.get_or_init(|| {
            [
                format!("{SHIPPED}, {CHINESE}, {JAPANESE}, {KOREAN}, {SIGNS}"),
                format!("{SHIPPED}, {JAPANESE}, {CHINESE}, {KOREAN}, {SIGNS}"),
                format!("{SHIPPED}, {KOREAN}, {CHINESE}, {JAPANESE}, {SIGNS}"),
            ]
        });
        match self {
            Stack::Latin => "Inter",
            Stack::Shipped => SHIPPED,
            Stack::Chinese => &lists[0],
            Stack::Japanese => &lists[1],
            Stack::Korean => &lists[2],
        }
    }
}

/// A lock that a panic elsewhere does not take away: the values behind ours are whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The shipped text fonts, then the icon fonts, as faces. Keys are their places in this list.
fn shipped_faces() -> &'static [Font] {
    static FACES: OnceLock<Vec<Font>> = OnceLock::new();
    FACES.get_or_init(|| {
        let all = TEXT_FONTS.iter().chain(ICON_FONTS);
        all.zip(0..)
            .map(|(font, key)| {
                let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(font.bytes);
                Font(Arc::new(FontFace {
                    key,
                    data: FontData::new(Blob::new(bytes), 0),
                    coords: Vec::new(),
                    family: font.family.to_owned(),
                    bundled: true,
                }))
            })
            .collect()
    })
}

/// The face of the text font in this weight.
pub(super) fn text_face(weight: Weight) -> &'static Font {
    match weight {
        Weight::Regular => &shipped_faces()[0],
        Weight::SemiBold => &shipped_faces()[1],
    }
}

/// The icon font.
pub(super) fn icon_face(filled: bool) -> &'static Font {
    &shipped_faces()[TEXT_FONTS.len() + usize::from(filled)]
}

/// Reads a shipped face. The files are part of the program and a test reads them all, so this does not fail.
pub(super) fn read(font: &Font) -> Option<FontRef<'_>> {
    FontRef::from_index(font.0.data.data.data(), font.0.data.index).ok()
}

/// Ascent and descent of the text font for a size of 1. Every line's baseline is placed by these, whatever fonts the
/// line has, so that an emoji does not move the words beside it.
pub(super) fn line_metrics() -> (f32, f32) {
    static METRICS: OnceLock<(f32, f32)> = OnceLock::new();
    *METRICS.get_or_init(|| match read(text_face(Weight::Regular)) {
        Some(font) => {
            let metrics = font.metrics(Size::new(1.0), skrifa::instance::LocationRef::default());
            (metrics.ascent, -metrics.descent)
        }
        None => (0.97, 0.24),
    })
}

fn register(collection: &mut Collection) {
    for (shipped, font) in TEXT_FONTS.iter().zip(shipped_faces()) {
        let names = FontInfoOverride {
            family_name: Some(shipped.family),
            weight: Some(FontWeight::new(shipped.weight)),
            ..FontInfoOverride::default()
        };
        collection.register_fonts(font.0.data.data.clone(), Some(names));
    }
    if let Some(emoji) = collection.family_id("Noto Emoji") {
        collection.set_generic_families(GenericFamily::Emoji, std::iter::once(emoji));
    }
}

/// The shipped fonts alone. Costs well under a millisecond: the files are read when a character needs them.
pub(super) fn shipped_context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    register(&mut collection);
    FontContext { collection, source_cache: SourceCache::default() }
}

/// The shipped fonts and, after them, the system's. Looking for those takes a while, so it happens once a process.
pub(super) fn system_context() -> FontContext {
    static SYSTEM: OnceLock<Mutex<FontContext>> = OnceLock::new();
    let shared = SYSTEM.get_or_init(|| {
        let mut collection = Collection::new(CollectionOptions { shared: true, system_fonts: true });
        register(&mut collection);
        Mutex::new(FontContext { collection, source_cache: SourceCache::new_shared() })
    });
    lock(shared).clone()
}

/// Which characters the shipped fonts have, asked once a character.
#[derive(Default)]
pub(super) struct Coverage {
    known: HashMap<char, Covered>,
}

/// Who has a glyph for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Covered {
    /// Inter.
    Latin,
    /// Another shipped font.
    Shipped,
    /// None of ours.
    No,
}

impl Coverage {
    /// Who has a glyph for `ch`.
    pub(super) fn of(&mut self, ch: char) -> Covered {
        if ch.is_ascii() {
            return Covered::Latin;
        }
        *self.known.entry(ch).or_insert_with(|| {
            let has = |font: &Font| read(font).and_then(|file| file.charmap().map(ch)).is_some();
            let fonts = &shipped_faces()[..TEXT_FONTS.len()];
            match fonts.iter().position(has) {
                Some(0) => Covered::Latin,
                Some(_) => Covered::Shipped,
                None => Covered::No,
            }
        })
    }
}

/// The faces that shaping came upon, by the bytes they are made of.
#[derive(Default)]
pub(super) struct Faces {
    known: HashMap<(u64, u32), Font>,
}

/// Faces that are not shipped, by blob, index and place in the design space.
type Found = HashMap<(u64, u32, Vec<i16>), Font>;

impl Faces {
    /// The face of a run.
    pub(super) fn of(&mut self, data: &FontData, coords: impl ExactSizeIterator<Item = i16>) -> Font {
        if coords.len() == 0 {
            let known = self.known.entry((data.data.id(), data.index));
            return known.or_insert_with(|| find_face(data, Vec::new())).clone();
        }
        find_face(data, coords.collect())
    }
}

fn find_face(data: &FontData, coords: Vec<i16>) -> Font {
    static FOUND: OnceLock<Mutex<Found>> = OnceLock::new();
    if let Some(font) = shipped_faces().iter().find(|font| font.0.data.data.id() == data.data.id()) {
        return font.clone();
    }
    let mut found = lock(FOUND.get_or_init(Mutex::default));
    let next = shipped_faces().len() + found.len();
    let place = found.entry((data.data.id(), data.index, coords.clone()));
    place
        .or_insert_with(|| {
            Font(Arc::new(FontFace {
                key: next as u32,
                data: data.clone(),
                coords,
                family: family_name(data),
                bundled: false,
            }))
        })
        .clone()
}

/// The family name that the font gives itself, in English where it has one.
fn family_name(data: &FontData) -> String {
    let named = FontRef::from_index(data.data.data(), data.index).ok().and_then(|font| {
        let names = [skrifa::string::StringId::TYPOGRAPHIC_FAMILY_NAME, skrifa::string::StringId::FAMILY_NAME];
        names.iter().find_map(|id| font.localized_strings(*id).english_or_first()).map(|name| name.to_string())
    });
    named.unwrap_or_else(|| "a font without a name".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Icon;

    #[test]
    fn every_shipped_font_can_be_read() {
        assert!(shipped_faces().iter().all(|font| read(font).is_some()));
        assert!(line_metrics().0 > 0.9 && line_metrics().1 > 0.2);
    }

    #[test]
    fn both_icon_fonts_have_every_icon() {
        for filled in [false, true] {
            let font = read(icon_face(filled)).expect("the icon font");
            let missing = Icon::ALL.iter().filter(|icon| font.charmap().map(icon.character()).is_none());
            assert_eq!(missing.collect::<Vec<_>>(), Vec::<&Icon>::new());
        }
    }

    #[test]
    fn the_shipped_fonts_cover_the_scripts_they_are_there_for() {
        let mut coverage = Coverage::default();
        assert_eq!(coverage.of('ß'), Covered::Latin);
        assert_eq!(coverage.of('Ω'), Covered::Latin);
        assert_eq!(coverage.of('Ж'), Covered::Latin);
        for ch in ['ش', 'ש', 'क', 'ก', '😀'] {
            assert_eq!(coverage.of(ch), Covered::Shipped, "{ch}");
        }
        assert_eq!(coverage.of('漢'), Covered::No);
    }
}
