//! JSON written by hand: a few values, in the order given.
//!
//! Source: RFC 8259. Here never comes reading.

use std::fmt::Write as _;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// In this order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(super) fn count(count: usize) -> Json {
        Json::Number(count as f64)
    }

    pub(super) fn number(number: Option<f64>) -> Json {
        number.map_or(Json::Null, Json::Number)
    }

    pub(super) fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// The value on indented lines, ending in a line break.
    pub(super) fn to_lines(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    /// The text, or null where there is none.
    pub(super) fn said(text: &str) -> Json {
        if text.is_empty() { Json::Null } else { Json::text(text) }
    }

    fn write(&self, out: &mut String, indent: usize) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            // JSON knows no infinity; nothing here is infinite, and null is what JavaScript makes of it.
            Json::Number(value) if !value.is_finite() => out.push_str("null"),
            Json::Number(value) => {
                let _ = write!(out, "{value}");
            }
            Json::Text(text) => write_text(out, text),
            Json::List(values) => {
                let values = values.iter().map(|value| (None, value));
                write_between(out, indent, ('[', ']'), values);
            }
            Json::Object(fields) => {
                let fields = fields.iter().map(|(name, value)| (Some(*name), value));
                write_between(out, indent, ('{', '}'), fields);
            }
        }
    }
}

fn write_between<'a>(
    out: &mut String,
    indent: usize,
    (open, close): (char, char),
    values: impl ExactSizeIterator<Item = (Option<&'static str>, &'a Json)>,
) {
    out.push(open);
    let last = values.len();
    for (index, (name, value)) in values.enumerate() {
        let _ = write!(out, "\n{:1$}", "", indent + 2);
        if let Some(name) = name {
            write_text(out, name);
            out.push_str(": ");
        }
        value.write(out, indent + 2);
        if index + 1 < last {
            out.push(',');
        }
    }
    if last > 0 {
        let _ = write!(out, "\n{:indent$}", "");
    }
    out.push(close);
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            control if control < ' ' || control == '\u{7f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_and_escaped() {
        let value = Json::Object(vec![
            ("name", Json::text("a\"b\\c\nd\u{1}é")),
            ("list", Json::List(vec![Json::count(1), Json::Bool(true), Json::Null])),
            ("empty", Json::List(Vec::new())),
        ]);
        assert_eq!(
            value.to_lines(),
            "{\n  \"name\": \"a\\\"b\\\\c\\nd\\u0001é\",\n  \"list\": [\n    1,\n    true,\n    null\n  ],\n  \"empty\": []\n}\n"
        );
    }
}
