//! What an error of the disk means, in words that say what to do about it.

use std::fmt;
use std::io;

/// Why something could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, as a clause.
    pub fault: String,
    /// What to do about it, as a clause; empty where the fault says it.
    pub advice: &'static str,
}

/// What an error of the disk means.
pub fn reason(error: &io::Error) -> Reason {
    let (fault, advice) = match error.kind() {
        // An error that brings words of its own says more than its kind does.
        _ if error.get_ref().is_some() => return Reason { fault: error.to_string(), advice: "" },
        io::ErrorKind::NotFound => ("there is no such file or folder", "check the path"),
        io::ErrorKind::PermissionDenied => ("permission was denied", "choose another place or change the permissions"),
        io::ErrorKind::IsADirectory => ("it is a folder", "name a file in it"),
        io::ErrorKind::NotADirectory => ("part of the path is a file, not a folder", "check the path"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ("the disk is full", "make room and try again"),
        io::ErrorKind::ReadOnlyFilesystem => ("the disk can only be read", "choose another place"),
        io::ErrorKind::InvalidFilename => ("the name is not allowed here", "choose another one"),
        _ => return Reason { fault: error.to_string(), advice: "look whether its disk is connected, then try again" },
    };
    Reason { fault: fault.to_owned(), advice }
}

/// Fault and advice in one sentence, without the dot.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.advice {
            "" => write!(f, "{}", self.fault),
            advice => write!(f, "{}; {advice}", self.fault),
        }
    }
}
