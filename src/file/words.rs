//! What ron says about broken text, in words for somebody who does not know RON.

use ron::error::Error;

/// A fault and what to do about it.
pub(super) struct Words {
    pub fault: String,
    pub advice: String,
}

fn words(fault: impl Into<String>, advice: impl Into<String>) -> Words {
    Words { fault: fault.into(), advice: advice.into() }
}

/// `lane_kind` as a person says it.
fn human(name: &str) -> String {
    name.replace('_', " ")
}

fn list(names: &[&str]) -> String {
    names.join(", ")
}

/// The words for one of ron's errors.
pub(super) fn words_for(error: &Error) -> Words {
    match error {
        Error::NoSuchStructField { expected, found, outer } => words(
            format!("a {} has no field “{found}”", human(outer.as_deref().unwrap_or("record"))),
            format!("Take it out, or write one of: {}.", list(expected)),
        ),
        Error::MissingStructField { field, .. } => {
            words(format!("the field “{field}” is missing"), format!("Add “{field}: …”."))
        }
        Error::DuplicateStructField { field, .. } => {
            words(format!("the field “{field}” is given twice"), "Keep one of the two.")
        }
        Error::NoSuchEnumVariant { expected, found, outer } => words(
            format!("“{found}” is not a known {}", human(outer.as_deref().unwrap_or("choice"))),
            format!("Write one of: {}.", list(expected)),
        ),
        Error::InvalidValueForType { expected, found } => {
            words(format!("{found} stands where {expected} belongs"), format!("Write {expected} here."))
        }
        other => words_for_syntax(other),
    }
}

/// The words for text that is not RON at all.
fn words_for_syntax(error: &Error) -> Words {
    match error {
        Error::Eof | Error::ExpectedStringEnd | Error::UnclosedBlockComment => words(
            "the file ends in the middle of something",
            "It was cut off, or a quotation mark or bracket is not closed; take a backup or another copy, or close it.",
        ),
        Error::ExpectedComma => {
            words("a comma or a closing bracket is missing here", "Look at the end of the line before.")
        }
        Error::ExpectedArray => words("a list belongs here", "Write it in square brackets: [ … ]."),
        Error::ExpectedArrayEnd => words("a list is not closed here", "Add a comma or the closing “]”."),
        Error::ExpectedMap => words("pairs belong here", "Write them in braces: {\"id\": \"text\"}."),
        Error::ExpectedMapColon => words("a colon is missing here", "Write “name: value”."),
        Error::ExpectedMapEnd => words("a list of pairs is not closed here", "Add a comma or the closing “}”."),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            words("a record belongs here", "Write it in round brackets: ( … ).")
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            words(format!("“{found}” does not belong here"), "Take out the word before the bracket.")
        }
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            words("a record is not closed here", "Add a comma or the closing “)”.")
        }
        Error::ExpectedBoolean => words("“true” or “false” belongs here", "Write one of the two."),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning => {
            words("a whole number belongs here", "Write digits only.")
        }
        Error::ExpectedFloat | Error::FloatUnderscore => words("a number belongs here", "Write digits only."),
        Error::IntegerOutOfBounds => words("this number is too large", "Write a smaller one."),
        Error::ExpectedString => words("a text belongs here", "Write it in quotation marks."),
        Error::InvalidEscape(_) => {
            words("an unknown escape stands in this text", "Write “\\\\” for a backslash, “\\\"” for a quotation mark.")
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            words("the name of a field or a choice belongs here", "Write the bare word, without quotation marks.")
        }
        Error::ExceededRecursionLimit => {
            words("brackets are nested too deep", "No journey map needs that; take a backup or another copy.")
        }
        Error::UnexpectedChar(c) => words(format!("“{}” does not belong here", c.escape_debug()), "Take it out."),
        Error::TrailingCharacters => {
            words("something stands after the end of the map", "Remove all that follows the last closing “)”.")
        }
        // ron marks its list of errors as open; what is left says enough in its own words.
        other => words(other.to_string(), "Compare this line with one of the examples."),
    }
}
