//! Finding a journey inside a Markdown file.

use super::lines::is_journey;

/// The text of the first fenced Mermaid block that is a journey, and the line it begins in (counted from 1).
pub(super) fn first_journey(markdown: &str) -> Option<(String, usize)> {
    let lines: Vec<&str> = markdown.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let Some(fence) = Fence::opening(lines[at]) else {
            at += 1;
            continue;
        };
        let first = at + 1;
        let end = (first..lines.len()).find(|&i| fence.closes(lines[i])).unwrap_or(lines.len());
        let text = lines[first..end].join("\n");
        if fence.is_mermaid && is_journey(&text) {
            return Some((text, first + 1));
        }
        at = end + 1;
    }
    None
}

/// The line that opens a fenced block (CommonMark 0.31, section 4.5).
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
    is_mermaid: bool,
}

impl Fence {
    fn opening(line: &str) -> Option<Fence> {
        let (indent, mark, length, info) = marks(line)?;
        let word = info.split_whitespace().next().unwrap_or_default();
        let word = word.trim_matches(['{', '}']).to_ascii_lowercase();
        Some(Fence { mark, length, indent, is_mermaid: matches!(word.as_str(), "mermaid" | "mermaid-example") })
    }

    /// A closing line has nothing after its marks, at least as many of them, and stands no further in than 3 blanks.
    fn closes(&self, line: &str) -> bool {
        marks(line).is_some_and(|(indent, mark, length, info)| {
            mark == self.mark && length >= self.length && indent <= self.indent + 3 && info.trim().is_empty()
        })
    }
}

/// Indentation, mark, number of marks, and what follows them, if the line begins with at least three marks.
fn marks(line: &str) -> Option<(usize, char, usize, &str)> {
    let text = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~' | ':'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    (length >= 3).then_some((line.len() - text.len(), mark, length, info))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_journey_is_found_among_other_blocks() {
        let text = "# Maps\n```mermaid\npie\n```\n````md\n```mermaid\njourney\nno: 1\n```\n````\n\n  ~~~ Mermaid\n  journey\n  A: 3: Me\n  ~~~\n";
        let (found, line) = first_journey(text).unwrap();
        assert_eq!(found, "  journey\n  A: 3: Me");
        assert_eq!(line, 13);
    }

    #[test]
    fn a_file_without_a_journey_has_none() {
        for text in ["", "journey\nA: 3", "```\njourney\n```", "```mermaid\npie\n```"] {
            assert!(first_journey(text).is_none(), "{text}");
        }
    }
}
