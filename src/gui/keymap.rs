//! The keys as they are now: those of the command table, but where somebody has changed them.
//!
//! The keys belong to the window, of which there is one on its thread; every place that shows or answers keys asks
//! here. Here never comes what a command does.

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::command_table::{CommandId, CommandRow, Scope, TABLE, shortcut_text};

/// Keys that were changed, by command; an empty list takes a command's keys away.
pub type Changed = BTreeMap<CommandId, Vec<KeyboardShortcut>>;

thread_local! {
    static CHANGED: RefCell<Changed> = const { RefCell::new(BTreeMap::new()) };
}

/// Why a shortcut cannot be given to a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another command has it.
    #[error("{keys} already belongs to “{owner}”; give that another key first")]
    Taken {
        /// The shortcut.
        keys: String,
        /// The other command.
        owner: String,
    },
    /// Typing needs it.
    #[error("{0} is needed for typing and walking on the map; hold Ctrl or Alt with it, or take a function key")]
    Typing(String),
    /// Copying and pasting needs it.
    #[error("{0} copies, cuts or pastes; take another key")]
    Clipboard(String),
}

/// The keys of a command now.
pub fn keys_of(id: CommandId) -> Vec<KeyboardShortcut> {
    CHANGED.with_borrow(|changed| changed.get(&id).cloned()).unwrap_or_else(|| id.row().keys.to_vec())
}

/// Whether a command's keys are not those of the table.
pub fn is_changed(id: CommandId) -> bool {
    CHANGED.with_borrow(|changed| changed.contains_key(&id))
}

/// Takes the keys that preferences name. What cannot be understood, or clashes, is passed over: every command then
/// keeps the keys of the table.
pub fn load(written: &BTreeMap<String, Vec<String>>) {
    CHANGED.with_borrow_mut(BTreeMap::clear);
    for (command, keys) in written {
        let Some(id) = from_name(command) else { continue };
        let parsed: Option<Vec<KeyboardShortcut>> = keys.iter().map(|text| parse(text)).collect();
        let Some(parsed) = parsed else { continue };
        if parsed.iter().all(|keys| check(id, *keys).is_ok()) {
            CHANGED.with_borrow_mut(|changed| changed.insert(id, parsed));
        }
    }
}

/// The changed keys as preferences keep them.
pub fn written() -> BTreeMap<String, Vec<String>> {
    CHANGED.with_borrow(|changed| {
        let texts = |keys: &Vec<KeyboardShortcut>| keys.iter().map(|keys| portable(*keys)).collect();
        changed.iter().map(|(id, keys)| (name(*id), texts(keys))).collect()
    })
}

/// Gives a command a shortcut in place of those it has.
///
/// # Errors
/// If another command has it, or typing needs it. Nothing changes then.
pub fn assign(id: CommandId, keys: KeyboardShortcut) -> Result<(), Refusal> {
    check(id, keys)?;
    CHANGED.with_borrow_mut(|changed| match id.row().keys {
        [own] if *own == keys => changed.remove(&id),
        _ => changed.insert(id, vec![keys]),
    });
    Ok(())
}

/// Gives a command the keys of the table again.
///
/// # Errors
/// If another command was given one of them since.
pub fn reset(id: CommandId) -> Result<(), Refusal> {
    id.row().keys.iter().try_for_each(|keys| check(id, *keys))?;
    CHANGED.with_borrow_mut(|changed| changed.remove(&id));
    Ok(())
}

fn check(id: CommandId, keys: KeyboardShortcut) -> Result<(), Refusal> {
    let text = || shortcut_text(keys);
    let own = id.row().keys.contains(&keys);
    let held = keys.modifiers;
    let untyped = match id.row().scope {
        Scope::Window | Scope::OutsideText | Scope::Canvas => false,
        // There nothing is typed, and plain letters are free.
        Scope::Comparison | Scope::Picture | Scope::Plan | Scope::Insights | Scope::Findings => true,
        Scope::Loop | Scope::Partings | Scope::Portfolio => true,
    };
    let free = untyped || held.command || held.alt || is_function_key(keys.logical_key);
    if !own && !free {
        return Err(Refusal::Typing(text()));
    }
    let clipboard = matches!(keys.logical_key, Key::C | Key::V | Key::X | Key::A);
    if !own && clipboard && held.command && !held.alt && !held.shift {
        return Err(Refusal::Clipboard(text()));
    }
    let scope = id.row().scope;
    let clashes = |row: &&CommandRow| row.id != id && row.scope.meets(scope) && keys_of(row.id).contains(&keys);
    let other = TABLE.iter().find(clashes);
    other.map_or(Ok(()), |row| Err(Refusal::Taken { keys: text(), owner: row.whole_label() }))
}

/// Whether a key writes nothing and walks nowhere.
pub fn is_function_key(key: Key) -> bool {
    let name = key.name();
    name.starts_with('F') && name.len() > 1
}

/// A command's name in files, which never changes with its words.
pub fn name(id: CommandId) -> String {
    format!("{id:?}")
}

/// The command of that name.
pub fn from_name(text: &str) -> Option<CommandId> {
    TABLE.iter().map(|row| row.id).find(|id| name(*id) == text)
}

/// A shortcut in a file: the same on every system.
fn portable(keys: KeyboardShortcut) -> String {
    let held = keys.modifiers;
    let names = [(held.command, "Ctrl+"), (held.alt, "Alt+"), (held.shift, "Shift+")];
    let held: String = names.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).collect();
    held + keys.logical_key.name()
}

fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut held = Modifiers::NONE;
    let mut rest = text;
    loop {
        rest = if let Some(rest) = rest.strip_prefix("Ctrl+") {
            held.command = true;
            rest
        } else if let Some(rest) = rest.strip_prefix("Alt+") {
            held.alt = true;
            rest
        } else if let Some(rest) = rest.strip_prefix("Shift+") {
            held.shift = true;
            rest
        } else {
            return Key::from_name(rest).map(|key| KeyboardShortcut::new(held, key));
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT), Key::F9);

    #[test]
    fn every_shortcut_of_the_table_survives_being_written() {
        for keys in TABLE.iter().flat_map(|row| row.keys) {
            assert_eq!(parse(&portable(*keys)), Some(*keys), "{}", portable(*keys));
        }
    }

    #[test]
    fn a_key_that_another_command_has_is_refused_until_that_is_moved() {
        let taken = CommandId::Save.row().keys[0];
        assert!(matches!(assign(CommandId::Export, taken), Err(Refusal::Taken { .. })));
        assign(CommandId::Save, NEW).unwrap();
        assign(CommandId::Export, taken).unwrap();
        assert_eq!(keys_of(CommandId::Export), [taken]);
        assert!(matches!(reset(CommandId::Save), Err(Refusal::Taken { .. })));
        let kept = written();
        load(&BTreeMap::new());
        assert_eq!(keys_of(CommandId::Save), [taken]);
        load(&kept);
        assert_eq!(keys_of(CommandId::Save), [NEW]);
        load(&BTreeMap::new());
    }

    #[test]
    fn keys_that_write_or_paste_cannot_be_given_away() {
        let plain = KeyboardShortcut::new(Modifiers::NONE, Key::B);
        assert!(matches!(assign(CommandId::Export, plain), Err(Refusal::Typing(_))));
        let paste = KeyboardShortcut::new(Modifiers::COMMAND, Key::V);
        assert!(matches!(assign(CommandId::Export, paste), Err(Refusal::Clipboard(_))));
    }
}
