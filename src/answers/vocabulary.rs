//! The words by which surveys name their columns, in the languages met most often. Lower case, without punctuation.

use super::mapping::Role;

/// The words of the usual scales of five steps, the lowest step first.
pub(super) const FIVE_STEPS: [&[&str]; 5] = [
    &[
        "very dissatisfied",
        "very unsatisfied",
        "strongly disagree",
        "very poor",
        "very bad",
        "terrible",
        "very difficult",
        "very unlikely",
        "sehr unzufrieden",
        "stimme gar nicht zu",
        "sehr schlecht",
        "très insatisfait",
        "très insatisfaite",
        "pas du tout daccord",
        "muy insatisfecho",
        "muy insatisfecha",
    ],
    &[
        "dissatisfied",
        "unsatisfied",
        "disagree",
        "poor",
        "bad",
        "difficult",
        "unlikely",
        "unzufrieden",
        "stimme nicht zu",
        "schlecht",
        "insatisfait",
        "insatisfaite",
        "pas daccord",
        "insatisfecho",
        "insatisfecha",
    ],
    &[
        "neutral",
        "neither",
        "neither satisfied nor dissatisfied",
        "neither agree nor disagree",
        "average",
        "fair",
        "ok",
        "okay",
        "teils/teils",
        "teils, teils",
        "weder noch",
        "mittelmäßig",
        "neutre",
        "ni satisfait ni insatisfait",
        "neutro",
    ],
    &[
        "satisfied",
        "agree",
        "good",
        "easy",
        "likely",
        "zufrieden",
        "stimme zu",
        "gut",
        "satisfait",
        "satisfaite",
        "daccord",
        "satisfecho",
        "satisfecha",
    ],
    &[
        "very satisfied",
        "strongly agree",
        "very good",
        "excellent",
        "very easy",
        "very likely",
        "sehr zufrieden",
        "stimme voll zu",
        "sehr gut",
        "très satisfait",
        "très satisfaite",
        "tout à fait daccord",
        "muy satisfecho",
        "muy satisfecha",
    ],
];

/// Beginnings of words that say what a column is, the surest roles first.
pub(super) const TITLES: [(Role, &[&str]); 9] = [
    (
        Role::AnswerId,
        &[
            "response id",
            "respondent",
            "answer id",
            "submission",
            "ticket",
            "fragebogen",
            "antwort id",
            "teilnehmer",
            "réponse id",
            "identifiant",
            "id",
            "case id",
            "record",
            "token",
            "respuesta id",
            "numéro",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "datum",
            "day",
            "tag",
            "timestamp",
            "time stamp",
            "zeitstempel",
            "horodat",
            "fecha",
            "data",
            "dato",
            "submitted",
            "completed",
            "submit",
            "created",
            "zeitpunkt",
            "eingegangen",
            "start",
        ],
    ),
    (
        Role::Touchpoint,
        &[
            "touchpoint",
            "touch point",
            "step",
            "moment",
            "schritt",
            "kontaktpunkt",
            "berührungspunkt",
            "étape",
            "point de contact",
            "punto de contacto",
            "paso",
            "contactpunt",
            "stap",
            "punto di contatto",
            "interaction",
        ],
    ),
    (Role::Stage, &["stage", "phase", "fase", "etapa", "abschnitt", "fasi"]),
    (
        Role::Persona,
        &[
            "persona",
            "segment",
            "customer type",
            "customer group",
            "kundentyp",
            "kundengruppe",
            "zielgruppe",
            "profil",
            "type de client",
            "tipo de cliente",
            "klanttype",
            "tipo di cliente",
            "audience",
        ],
    ),
    (
        Role::Source,
        &["source", "voice", "quelle", "who said", "rolle", "origine", "fuente", "bron", "respondent type", "wer"],
    ),
    (Role::Question, &["question", "measure", "metric", "kpi", "frage", "kennzahl", "indicateur", "pregunta", "vraag"]),
    (
        Role::Text,
        &[
            "comment",
            "text",
            "verbatim",
            "feedback",
            "why",
            "reason",
            "remark",
            "note on",
            "what",
            "suggestion",
            "kommentar",
            "anmerkung",
            "begründung",
            "warum",
            "was ",
            "freitext",
            "commentaire",
            "pourquoi",
            "remarque",
            "comentario",
            "por qué",
            "opmerking",
            "waarom",
            "commento",
            "perché",
            "comentário",
            "open answer",
            "quote",
        ],
    ),
    (
        Role::Rating,
        &[
            "rating",
            "score",
            "stars",
            "nps",
            "csat",
            "ces",
            "satisf",
            "zufrieden",
            "bewertung",
            "note",
            "sterne",
            "recommend",
            "empfehl",
            "recommand",
            "recomend",
            "effort",
            "easy",
            "aufwand",
            "einfach",
            "facil",
            "how likely",
            "how satisfied",
            "wie ",
            "évaluation",
            "calificación",
            "puntuación",
            "voto",
            "tevreden",
            "punkte",
            "grade",
        ],
    ),
];

/// Words of a question about recommending, about effort, about satisfaction.
pub(super) const RECOMMEND: &[&str] =
    &["nps", "recommend", "empfehl", "recommand", "recomend", "raccomand", "aanbevel", "promoter"];
pub(super) const EFFORT: &[&str] =
    &["ces", "effort", "easy", "ease", "aufwand", "einfach", "leicht", "mühe", "facil", "fácil", "moeite", "sforzo"];
pub(super) const SATISFIED: &[&str] =
    &["csat", "satisf", "zufrieden", "tevreden", "soddisf", "satisfe", "content", "happy", "stars", "sterne"];

/// Titles that say no more than that a number follows.
pub(super) const BARE: &[&str] = &[
    "rating",
    "score",
    "stars",
    "bewertung",
    "note",
    "sterne",
    "punkte",
    "value",
    "wert",
    "valeur",
    "grade",
    "answer",
];

/// Numbers that are no ratings, whatever their range.
pub(super) const NO_RATING: &[&str] = &[
    "age", "alter", "âge", "edad", "zip", "plz", "postcode", "duration", "dauer", "durée", "seconds", "minutes",
    "year", "jahr", "quantity", "anzahl", "count", "price", "preis", "phone", "telefon", "week", "month", "version",
];

/// Cells that say that there is no answer.
pub(super) const NO_ANSWER: &[&str] = &[
    "-",
    "–",
    "—",
    "n/a",
    "na",
    "n.a.",
    "k.a.",
    "k. a.",
    "keine angabe",
    "don't know",
    "don’t know",
    "dont know",
    "weiß nicht",
    "weiss nicht",
    "ne sait pas",
    "nsp",
    "no sé",
    "null",
    "none",
    "no answer",
    "not applicable",
    "#n/a",
    "?",
];

/// Beginnings of words for those who work there; everybody else is a customer.
pub(super) const EMPLOYEES: &[&str] =
    &["employee", "staff", "agent", "mitarbeit", "personal", "employé", "colla", "emplead", "medewerker", "dipendent"];

/// Whether a text has a word that begins so; a beginning with a space in it may stand anywhere.
pub(super) fn has_word(text: &str, beginnings: &[&str]) -> bool {
    let text = text.to_lowercase();
    let has = |beginning: &&&str| match beginning.contains(' ') {
        true => text.contains(**beginning),
        false if beginning.chars().count() <= 3 => words(&text).any(|word| word == **beginning),
        false => words(&text).any(|word| word.starts_with(**beginning)),
    };
    beginnings.iter().any(|beginning| has(&beginning))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
