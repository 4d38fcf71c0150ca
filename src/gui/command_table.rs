//! The one table of everything the window can do: its name, words, keys and place in the menu.
//!
//! Menu, palette, key handling, cheat sheet and the README's list read this table; nothing here does anything.

/// Everything the window can do that is not typing, pointing or dragging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommandId {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    Close,
    Quit,
    Undo,
    Redo,
    AddTouchpoint,
    AddStage,
    AddPersona,
    AddPain,
    AddOpportunity,
    AddFeedback,
    AddMeasure,
    AddLane,
    ParkThought,
    Rename,
    Delete,
    MoveLeft,
    MoveRight,
    MoveToPreviousStage,
    MoveToNextStage,
    ToggleMomentOfTruth,
    ShowToday,
    ShowIdeal,
    ZoomIn,
    ZoomOut,
    ZoomActual,
    ZoomFit,
    ZoomSelection,
    ToggleOutline,
    ToggleInspector,
    TogglePanels,
    ToggleTheme,
    LargerText,
    SmallerText,
    Palette,
    Help,
}

/// Where a shortcut is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also while a text field has the focus (unless the field itself uses the key).
    Window,
    /// Only while the canvas has the focus, or nothing has.
    Canvas,
}
