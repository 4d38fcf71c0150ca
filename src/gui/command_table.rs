//! The one table of everything the window can do: its name, words, keys and place in the menu.
//!
//! Menu, palette, key handling, cheat sheet and the README's list read this table; nothing here does anything.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::situation::Needs;
use crate::text::Icon;

/// Where a shortcut is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also while a text field has the focus.
    Window,
    /// Everywhere but in a text field, where the key belongs to the text.
    OutsideText,
    /// Only while the map's canvas has the focus, or nothing has.
    Canvas,
    /// The same where two journeys are compared, as a picture or as a table.
    Comparison,
    /// The same where two journeys are compared as a picture.
    Picture,
    /// The same where they are compared as a table.
    Plan,
    /// The same on every page of the Insights mode.
    Insights,
    /// The same on its page of findings.
    Findings,
    /// The same on its page of the feedback loop.
    Loop,
    /// The same on its page that compares personas.
    Partings,
    /// The same on its page of the portfolio.
    Portfolio,
}

/// The part of the menu a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    File,
    Edit,
    Add,
    View,
    Compare,
    Insights,
    Help,
}

impl Section {
    /// Every section, in the order of the menu.
    pub const ALL: [Section; 7] =
        [Section::File, Section::Edit, Section::Add, Section::View, Section::Compare, Section::Insights, Section::Help];

    /// The words a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Section::File => "File",
            Section::Edit => "Edit",
            Section::Add => "Add",
            Section::View => "View",
            Section::Compare => "Compare",
            Section::Insights => "Insights",
            Section::Help => "Help",
        }
    }
}

/// What is done before a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum First {
    /// Nothing.
    Straight,
    /// What is still being written goes into the map, because the command takes the map, or a part of it, out of the
    /// window.
    DraftsKept,
    /// The map is shown, because the command draws on it or goes along it: what comes of it is to be seen.
    MapShown,
}

/// When a command can be run where a talk may be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Talk {
    /// During a talk too.
    During,
    /// It waits until the talk is over.
    After,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommandRow {
    /// The command.
    pub id: CommandId,
    /// Its name in the menu and the palette.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// Its place in the menu.
    pub section: Section,
    /// What must be so.
    pub needs: Needs,
    /// What is done before it.
    pub first: First,
    /// Whether it is there during a talk.
    pub talk: Talk,
    /// Where its shortcuts are answered.
    pub scope: Scope,
    /// Its shortcuts; the menu shows the first.
    pub keys: &'static [KeyboardShortcut],
}

impl CommandRow {
    /// Its name outside the menu, where no heading says "Add": `Add touchpoint`.
    pub fn whole_label(&self) -> String {
        let word = self.label;
        match self.section {
            Section::Add if self.id != CommandId::ParkThought => format!("Add {}", word.to_lowercase()),
            Section::Add
            | Section::File
            | Section::Edit
            | Section::View
            | Section::Compare
            | Section::Insights
            | Section::Help => word.to_owned(),
        }
    }
}

impl CommandId {
    /// The command's row.
    pub fn row(self) -> &'static CommandRow {
        // The table is made by the same macro as the enum, in the same order.
        &TABLE[self as usize]
    }

    /// The keys as a person reads them, e.g. `Ctrl+Shift+S`; empty if there are none.
    pub fn keys_text(self) -> String {
        super::keymap::keys_of(self).first().map(|keys| shortcut_text(*keys)).unwrap_or_default()
    }
}

/// A shortcut as a person reads it: `Ctrl+Shift+S`, on Macs `⌘` for Ctrl.
pub fn shortcut_text(keys: KeyboardShortcut) -> String {
    let command = if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" };
    let held = keys.modifiers;
    // A question mark is typed with Shift as it is.
    let shift = held.shift && keys.logical_key != Key::Questionmark;
    let names = [(held.command, command), (held.alt, "Alt"), (shift, "Shift")];
    let mut text = String::new();
    for (_, name) in names.into_iter().filter(|(held, _)| *held) {
        text += name;
        text.push('+');
    }
    text + key_text(keys.logical_key)
}

fn key_text(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::Backslash => "\\",
        Key::Comma => ",",
        Key::Questionmark => "?",
        other => other.name(),
    }
}

const PLAIN: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

/// Declares the commands and the table in one list, so that no command can be missing from it.
macro_rules! commands {
    ($($(#[$doc:meta])* $id:ident $label:literal, $help:literal, $icon:ident, $section:ident, $needs:ident,
       $first:ident, $talk:ident, $scope:ident [$($held:ident $key:ident),*];)*) => {
        /// Everything the window can do that is not typing, pointing or dragging.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CommandId { $(#[doc = $help] $id,)* }

        /// Every command, in the order menus and the palette show them.
        pub const TABLE: &[CommandRow] = &[$(CommandRow {
            id: CommandId::$id,
            label: $label,
            help: $help,
            icon: Icon::$icon,
            section: Section::$section,
            needs: Needs::$needs,
            first: First::$first,
            talk: Talk::$talk,
            scope: Scope::$scope,
            keys: &[$(KeyboardShortcut::new($held, Key::$key)),*],
        },)*];
    };
}

commands! {
    New "New map", "Starts a blank map.", NoteAdd, File, Nothing, Straight, After, Window [CTRL N];
    Open "Open…", "Opens a map, or brings in a Mermaid journey.", FolderOpen, File, Nothing, Straight, After,
        Window [CTRL O];
    CheckFolder "Check a folder of maps…",
        "Asks for a folder and lists its maps with the same figures of each, worst first.", Insights, File, Nothing,
        Straight, After, Window [];
    Save "Save", "Writes the map to its file.", Save, File, Map, DraftsKept, During, Window [CTRL S];
    SaveAs "Save as…", "Writes the map to another file.", SaveAs, File, Map, DraftsKept, After, Window [CTRL_SHIFT S];
    Export "Export picture…", "Makes a picture for slides, paper or a wall.", IosShare, File, Map, DraftsKept, After,
        Window [CTRL E];
    ImportAnswers "Import survey answers…", "Brings ratings and comments from a CSV or XLSX file onto today’s journey.",
        MoveToInbox, File, Map, Straight, After, Window [CTRL_SHIFT I];
    SaveAsTemplate "Save as template…", "Keeps a copy of the map to begin new ones with.", Save, File, Map, DraftsKept,
        After, Window [];
    NewForPersona "New map for this persona", "Begins a map with whatever applies to one persona.", PersonAdd, File,
        Map, Straight, After, Window [];
    Preferences "Preferences…", "Theme, text size, motion, and the keys of every command.", Settings, File, Nothing,
        Straight, After, Window [CTRL Comma];
    Close "Close map", "Closes the map and shows the start page.", Close, File, Map, Straight, After, Window [CTRL W];
    Quit "Quit", "Closes the window.", ExitToApp, File, Nothing, Straight, During, Window [CTRL Q];

    Undo "Undo", "Takes the last change back.", Undo, Edit, Undoable, Straight, During, OutsideText [CTRL Z];
    Redo "Redo", "Makes the change again that was taken back.", Redo, Edit, Redoable, Straight, During,
        OutsideText [CTRL_SHIFT Z, CTRL Y];
    ShowHistory "Undo history", "Lists everything done to the map; a click goes back there.", History, Edit, Map,
        Straight, After, Window [CTRL H];
    Cut "Cut", "Copies what is selected and deletes it.", ContentCut, Edit, Copyable, Straight, After,
        OutsideText [CTRL X];
    Copy "Copy", "Copies what is selected, for maps with every field and for other programs as text.", ContentCopy,
        Edit, Copyable, Straight, After, OutsideText [CTRL C];
    Paste "Paste", "Pastes what was copied, lines as a list, or the cells of a table.", ContentPaste, Edit, Map,
        Straight, After, OutsideText [CTRL V];
    PasteAsOne "Paste as one", "Pastes all lines as one text.", ContentPaste, Edit, Map, Straight, After,
        OutsideText [CTRL_SHIFT V];
    Duplicate "Duplicate", "Makes a copy of what is selected right after it.", ContentCopy, Edit, Copyable, Straight,
        After, OutsideText [CTRL D];
    Rename "Rename", "Edits the name or text of what is selected.", Edit, Edit, Named, Straight, After,
        OutsideText [PLAIN F2];
    Delete "Delete", "Deletes what is selected.", Delete, Edit, Deletable, Straight, After,
        Canvas [PLAIN Delete, PLAIN Backspace];
    MoveLeft "Move left", "Moves what is selected one place to the left.", ArrowBack, Edit, Movable, Straight, After,
        OutsideText [ALT ArrowLeft];
    MoveRight "Move right", "Moves what is selected one place to the right.", ArrowForward, Edit, Movable, Straight,
        After, OutsideText [ALT ArrowRight];
    MoveUp "Move up", "Moves it up in its list, or raises the emotion by one.", ArrowUpward, Edit, Movable, Straight,
        After, OutsideText [ALT ArrowUp];
    MoveDown "Move down", "Moves it down in its list, or lowers the emotion by one.", ArrowDownward, Edit, Movable,
        Straight, After, OutsideText [ALT ArrowDown];
    MoveToPreviousStage "Move to previous stage", "Puts the touchpoint at the end of the stage before.",
        KeyboardArrowLeft, Edit, Touchpoint, Straight, After, OutsideText [ALT_SHIFT ArrowLeft];
    MoveToNextStage "Move to next stage", "Puts the touchpoint at the start of the next stage.", KeyboardArrowRight,
        Edit, Touchpoint, Straight, After, OutsideText [ALT_SHIFT ArrowRight];
    Connect "Connect with…",
        "Links a touchpoint to another, a pain point to what answers it, feedback to what it shows: choose, then Enter.",
        Link, Edit, Touchpoint, Straight, After, OutsideText [CTRL L];
    NextLink "Go to link", "Goes to the links of the selected touchpoint, one after another.", AltRoute, Edit, Map,
        MapShown, After, OutsideText [ALT L];
    ToggleLock "Lock or unlock", "Protects the selected stage or lane from change, or gives it free.", Lock, Edit, Map,
        MapShown, After, OutsideText [CTRL_SHIFT L];
    LockStructure "Lock or unlock the structure",
        "Keeps stages, lanes and touchpoints where they are, or gives them free.", Lock, Edit, Map, Straight, After,
        Window [];
    LockIdeal "Lock or unlock the ideal", "Protects the ideal journey from change, or gives it free.", Lock, Edit, Map,
        Straight, After, Window [];
    ToggleMomentOfTruth "Moment of truth", "Marks that the journey is won or lost at this touchpoint.", Star, Edit,
        Touchpoint, Straight, After, OutsideText [CTRL T];

    AddNext "Next of the same kind",
        "Adds a touchpoint after the selected one, a pain point after a pain point, and so on.", Add, Add, Map,
        MapShown, After, Canvas [PLAIN Enter];
    AddTouchpoint "Touchpoint", "Adds a touchpoint after the selected one.", Add, Add, Map, MapShown, After,
        Window [CTRL_SHIFT T];
    AddStage "Stage", "Adds a stage after the selected one.", ViewColumn, Add, Map, MapShown, After,
        OutsideText [CTRL Enter];
    AddPersona "Persona", "Adds a persona.", PersonAdd, Add, Map, MapShown, After, Window [CTRL_SHIFT U];
    AddPain "Pain point", "Adds a pain point at the selected touchpoint.", Warning, Add, Touchpoint, Straight, After,
        Window [CTRL_SHIFT P];
    AddOpportunity "Opportunity", "Adds an opportunity at the selected touchpoint.", Lightbulb, Add, Touchpoint,
        Straight, After, Window [CTRL_SHIFT O];
    AddFeedback "Feedback", "Adds feedback about the selected touchpoint.", RateReview, Add, Touchpoint, Straight,
        After, Window [CTRL_SHIFT F];
    AddMeasure "Measure", "Adds a measure at the selected touchpoint.", BarChart, Add, Touchpoint, Straight, After,
        Window [CTRL_SHIFT M];
    AddLane "Text lane", "Adds a lane for free text.", Notes, Add, Map, MapShown, After, Window [];
    StartVote "Vote with dots…", "Lets each person put dots on pain points and opportunities.", ThumbUp, Edit, Map,
        Straight, After, Window [];
    ShowVotes "Votes…", "Lists pain points and opportunities by their votes.", Sort, Edit, Map, Straight, After,
        Window [];
    StartTimer "Start the timer", "Starts the timer with the minutes it had last.", Timer, View, Nothing, Straight,
        During, Window [];
    ParkThought "Park a thought", "Writes a note into the parking lot, to be placed later.", StickyNote2, Add, Map,
        Straight, After, Window [CTRL_SHIFT K];

    PlaceThought "Place a thought", "Puts a parked thought on the map: choose a place, then Enter.", Inbox, View, Map,
        MapShown, After, OutsideText [ALT K];
    MapMode "Map", "Draws a journey, today’s or the ideal one.", Map, View, Map, Straight, After, Window [CTRL Num1];
    IdealMode "Ideal", "Compares today’s journey with the ideal one.", Layers, View, Map, Straight, After,
        Window [CTRL Num2];
    InsightsMode "Insights", "Shows what the method finds on the map.", Insights, View, Map, Straight, After,
        Window [CTRL Num3];
    ShowToday "Today’s journey", "Draws the journey as it is.", Route, View, Map, Straight, After, OutsideText [ALT Num1];
    ShowIdeal "Ideal journey", "Draws the journey as it should be.", AutoAwesome, View, Map, Straight, After,
        OutsideText [ALT Num2];
    ZoomIn "Zoom in", "Shows the map larger.", ZoomIn, View, Map, Straight, After, Window [CTRL Plus, CTRL Equals];
    ZoomOut "Zoom out", "Shows more of the map.", ZoomOut, View, Map, Straight, After, Window [CTRL Minus];
    ZoomActual "Zoom to 100%", "Shows the map at its own size.", CropFree, View, Map, Straight, After,
        Window [CTRL Num0];
    ZoomFit "Fit the journey", "Shows the whole journey.", FitScreen, View, Map, Straight, After, Window [CTRL Num9];
    ZoomSelection "Zoom to selection", "Brings what is selected into view.", Target, View, Map, Straight, After,
        Window [CTRL Num8];
    Find "Find", "Finds words in every field of the map.", Search, View, Map, Straight, After, Window [CTRL F];
    FindNext "Find next", "Goes to the next place where the words stand.", ArrowForward, View, Map, Straight, After,
        Window [PLAIN F3];
    FindPrevious "Find previous", "Goes to the place before.", ArrowBack, View, Map, Straight, After, Window [SHIFT F3];
    Filter "Filter touchpoints", "Shows only touchpoints with a persona, lane, severity, evidence, owner or tag.",
        FilterAlt, View, Map, Straight, After, OutsideText [ALT F];
    FocusStage "Focus on this stage", "Shows the stage of what is selected alone, or everything again.", Target, View,
        Map, MapShown, After, OutsideText [ALT S];
    ShowEverything "Show everything", "Shows all touchpoints and curves again.", Visibility, View, Map, Straight, After,
        OutsideText [ALT_SHIFT S];
    NextPersona "Next persona", "Goes on to the next persona: digits then set her emotion.", Person, View, Map,
        Straight, During, OutsideText [ALT P];
    ToggleCurve "Hide or show the curve", "Hides the curve of the active persona, or shows it again.", Visibility, View,
        Map, Straight, During, OutsideText [ALT H];
    ShowCurves "Show every curve", "Shows the curves of all personas again.", Groups, View, Map, Straight, During,
        OutsideText [ALT_SHIFT H];
    HideLane "Hide the lane", "Leaves the selected lane out of the map and its pictures; what is in it is kept.",
        VisibilityOff, View, Map, MapShown, After, OutsideText [];
    ShowLanes "Show every lane", "Shows all lanes of the journey again.", Visibility, View, Map, Straight, After,
        Window [];
    ToggleAnswers "Lines to opportunities",
        "Draws the lines from pain points to what answers them, or leaves them out.", Link, View, Map, Straight, After,
        OutsideText [ALT O];
    ToggleMeasured "Measured curves", "Draws what people answered beside the workshop’s curves, or leaves it out.",
        Monitoring, View, Map, Straight, During, OutsideText [ALT M];
    Present "Present", "Shows the journey slide by slide, filling the screen.", Slideshow, View, Map, Straight, During,
        Window [PLAIN F5];
    ToggleOutline "Outline", "Shows or hides the outline.", DockToLeft, View, Map, Straight, After, Window [CTRL B];
    ToggleInspector "Inspector", "Shows or hides the inspector.", DockToRight, View, Map, Straight, After,
        Window [CTRL I];
    TogglePanels "Both panels", "Shows the map alone, or the panels again.", Fullscreen, View, Map, Straight, After,
        Window [CTRL Backslash];
    ToggleTheme "Light or dark theme", "Switches between the light and the dark theme.", Contrast, View, Nothing,
        Straight, During, Window [CTRL_SHIFT D];
    LargerText "Larger text", "Makes the whole window larger, for projectors.", TextFields, View, Nothing, Straight,
        After, Window [CTRL_ALT Plus, CTRL_ALT Equals];
    SmallerText "Smaller text", "Makes the whole window smaller.", TextFields, View, Nothing, Straight, After,
        Window [CTRL_ALT Minus];
    FullScreen "Full screen", "Fills the screen with the window.", AspectRatio, View, Nothing, Straight, After,
        Window [PLAIN F11];

    CompareOverlay "Overlay", "Draws both journeys on one another.", Layers, Compare, Map, Straight, After, Window [];
    CompareSideBySide "Side by side", "Draws one journey above the other, with bands between the pairs.", Splitscreen,
        Compare, Map, Straight, After, Window [];
    CompareSwipe "Swipe", "Uncovers one journey over the other.", Swipe, Compare, Map, Straight, After, Window [];
    CompareTable "Table", "Lists what differs.", Table, Compare, Map, Straight, After, Window [];
    NextView "Next view", "Goes on to the next way of comparing.", ViewAgenda, Compare, Comparison, Straight, After,
        Comparison [PLAIN V];
    NextGap "Next gap", "Goes to the next gap along the journey.", KeyboardArrowRight, Compare, Comparison, Straight,
        After, Comparison [PLAIN J];
    PreviousGap "Previous gap", "Goes to the gap before.", KeyboardArrowLeft, Compare, Comparison, Straight, After,
        Comparison [PLAIN K];
    AcceptGap "Accept into today", "Makes today’s journey here as the ideal one is, which closes the gap.", Check,
        Compare, Gap, Straight, After, Comparison [PLAIN A];
    DropGap "Drop from the ideal", "Makes the ideal journey here as today’s is, which gives the gap up.", Undo, Compare,
        Gap, Straight, After, Comparison [PLAIN X];
    AcceptStage "Accept the whole stage", "Closes every gap of the stage in today’s journey.", DoneAll, Compare, Gap,
        Straight, After, Comparison [SHIFT A];
    DropStage "Drop the whole stage", "Gives up every gap of the stage in the ideal journey.", SettingsBackupRestore,
        Compare, Gap, Straight, After, Comparison [SHIFT X];
    ConfirmPair "Confirm the pair", "Says that both touchpoints are the same one.", Handshake, Compare, Pair, Straight,
        After, Comparison [PLAIN Y];
    PartPair "Part the pair", "Says that the touchpoints are not the same one.", LinkOff, Compare, Pair, Straight,
        After, Comparison [PLAIN P];
    OpenOnMap "Open on the map", "Draws the selected touchpoint’s own journey.", OpenInNew, Compare, ComparedTouchpoint,
        Straight, After, Picture [PLAIN Enter];
    OnlyDifferences "Only differences", "Folds away what both journeys have in common.", FilterAlt, Compare, Comparison,
        Straight, After, Comparison [PLAIN D];
    AllLanes "All lanes side by side", "Draws every lane of both journeys, not their curves and cards alone.",
        ViewColumn, Compare, Comparison, Straight, After, Comparison [];
    LinkScrolling "Link scrolling", "Scrolls both journeys together, side by side.", Link, Compare, Comparison,
        Straight, After, Comparison [PLAIN L];
    EditPlanRow "Edit the row", "Says who closes the gap, when, and how much work it is.", Edit, Compare, PlanRow,
        Straight, After, Plan [PLAIN Enter];
    CloseGap "Close or reopen the gap", "Says that the gap is closed, or that it is open again.", CheckCircle, Compare,
        PlanRow, Straight, After, Plan [PLAIN Space];
    PlanNow "Plan for now", "Puts the gap into this quarter.", PlayArrow, Compare, PlanRow, Straight, After,
        Plan [PLAIN Num1];
    PlanNext "Plan for next", "Puts the gap into this year.", Event, Compare, PlanRow, Straight, After,
        Plan [PLAIN Num2];
    PlanLater "Plan for later", "Puts the gap after that.", Schedule, Compare, PlanRow, Straight, After,
        Plan [PLAIN Num3];
    CopyPlan "Copy table as Markdown", "Copies the plan for documents, with the rows that are shown.", ContentCopy,
        Compare, Comparison, DraftsKept, After, Window [];
    CopyPlanCells "Copy table as cells", "Copies the plan for spreadsheets, with the rows that are shown.", ContentCopy,
        Compare, Comparison, DraftsKept, After, Window [];
    ExportPlan "Export plan…", "Writes the plan as Markdown, or as a table for spreadsheets.", IosShare, Compare,
        Comparison, DraftsKept, After, Window [];
    DeriveIdeal "Derive the ideal from the pain points", "Draws what the journey would be if nothing hurt.", Psychology,
        Compare, NoIdeal, Straight, After, Window [];
    CopyIdeal "Start the ideal from a copy of today", "Begins the ideal journey as today’s is.", ContentCopy, Compare,
        NoIdeal, Straight, After, Window [];
    DrawIdeal "Draw the ideal from nothing", "Begins an empty ideal journey.", Edit, Compare, NoIdeal, Straight, After,
        Window [];
    DropIdeal "Delete the ideal journey", "Throws the ideal journey away.", Delete, Compare, Ideal, Straight, After,
        Window [];
    CompareWithFile "Compare with a file…", "Compares today’s journey with that of another map.", FolderOpen, Compare,
        Map, Straight, After, Window [];
    TakeSnapshot "Take a snapshot…", "Keeps today’s journey as it is, with a date.", PhotoCamera, Compare, Map,
        DraftsKept, After, Window [];
    Snapshots "Snapshots…", "Compares a snapshot with today or another one, or deletes it.", History, Compare, Map,
        Straight, After, Window [];
    CompareWithOwn "Back to the own ideal", "Compares with this map’s own ideal journey again.", ArrowBack, Compare,
        OtherTarget, Straight, After, Window [];

    ShowFindings "Findings", "Lists what is failing, at risk and good, with reasons and remedies.", Flag, Insights, Map,
        Straight, After, Window [];
    ShowFigures "Key figures", "Shows what the journey comes to, how that is worked out and what it rests on.",
        Monitoring, Insights, Map, Straight, After, Window [];
    ShowCharts "Charts", "Weighs opportunities, pain points and touchpoints on matrices.", BarChart, Insights, Map,
        Straight, After, Window [];
    ShowTables "Tables", "Lists opportunities, pain points, touchpoints and measures to be sorted and filtered.", Table,
        Insights, Map, Straight, After, Window [];
    NextPage "Next page", "Goes on to the next page of the Insights mode.", ViewAgenda, Insights, Insights, Straight,
        After, Insights [PLAIN V];
    NextFinding "Next finding", "Goes to the next finding.", KeyboardArrowRight, Insights, Insights, Straight, After,
        Findings [PLAIN J];
    PreviousFinding "Previous finding", "Goes to the finding before.", KeyboardArrowLeft, Insights, Insights, Straight,
        After, Findings [PLAIN K];
    NextGrouping "List by method, stage or owner", "Goes on to the next way of listing the findings.", Sort, Insights,
        Insights, Straight, After, Findings [PLAIN G];
    FixFinding "Do what mends it", "Does at once what mends the selected finding, where one step does.", DoneAll,
        Insights, Finding, Straight, After, Findings [PLAIN A];
    TurnIntoOpportunity "Turn into an opportunity", "Writes what to do about the finding as an opportunity on the map.",
        Lightbulb, Insights, Finding, Straight, After, Findings [PLAIN O];
    MuteRule "Ignore with a reason…", "Has the finding’s rule say nothing on this map, and keeps the reason.",
        VisibilityOff, Insights, Finding, Straight, After, Findings [PLAIN I];
    FindingHere "Findings of this touchpoint",
        "Shows what was found at the selected touchpoint, or goes to the next finding.", Flag, Insights, Map, Straight,
        After, Canvas [PLAIN F4];
    OpenFinding "Open the finding’s touchpoint", "Draws the touchpoint that the finding is about.", OpenInNew, Insights,
        Finding, Straight, After, Findings [PLAIN Enter];
    ShowLoop "Feedback loop", "Lists what customers and employees said, and how far it has come.", Forum, Insights, Map,
        Straight, After, Window [];
    NextFeedback "Next feedback", "Goes to the next piece of feedback.", KeyboardArrowRight, Insights, Insights,
        Straight, After, Loop [PLAIN J, PLAIN ArrowDown];
    PreviousFeedback "Previous feedback", "Goes to the piece of feedback before.", KeyboardArrowLeft, Insights,
        Insights, Straight, After, Loop [PLAIN K, PLAIN ArrowUp];
    OtherVoice "Customers or employees", "Goes to the first piece in the other list of feedback.", Groups, Insights,
        Insights, Straight, After, Loop [PLAIN O];
    AdvanceFeedback "A step on in the loop", "Moves feedback on: heard, understood, acted on, answered.", ArrowForward,
        Insights, Feedback, Straight, After, Loop [PLAIN L, PLAIN ArrowRight];
    RetreatFeedback "A step back in the loop", "Moves feedback back by one step.", ArrowBack, Insights, Feedback,
        Straight, After, Loop [PLAIN H, PLAIN ArrowLeft];
    OpenFeedback "Show the feedback on the map", "Draws the touchpoint that the feedback is about.", OpenInNew,
        Insights, Feedback, Straight, After, Loop [PLAIN Enter];
    NewFeedback "New feedback", "Writes down what somebody said, in the list of the selected piece.", RateReview,
        Insights, Insights, Straight, After, Loop [PLAIN N];
    NameConsequence "Name what it led to", "Says which pain point or opportunity the feedback led to.", Link, Insights,
        Feedback, Straight, After, Loop [PLAIN T];
    CopyLoop "Copy the loop as Markdown", "Copies the feedback that is listed, for the minutes.", ContentCopy, Insights,
        Map, DraftsKept, After, Window [];
    CopyLoopCells "Copy the loop as cells", "Copies the feedback that is listed, for spreadsheets.", ContentCopy,
        Insights, Map, DraftsKept, After, Window [];
    ShowPartings "Compare personas", "Draws the personas’ curves and marks where they part.", Groups, Insights, Map,
        Straight, After, Window [];
    NextParting "Next parting", "Goes to the next place where personas part.", KeyboardArrowRight, Insights, Insights,
        Straight, After, Partings [PLAIN J, PLAIN ArrowDown];
    PreviousParting "Previous parting", "Goes to the place before.", KeyboardArrowLeft, Insights, Insights, Straight,
        After, Partings [PLAIN K, PLAIN ArrowUp];
    OpenParting "Open the parting’s touchpoint", "Draws the touchpoint where personas are furthest apart.", OpenInNew,
        Insights, Parting, Straight, After, Partings [PLAIN Enter];
    ShowPortfolio "Portfolio", "Lists the maps of a folder with the same figures of each.", FolderOpen, Insights,
        Nothing, Straight, After, Window [];
    NextMap "Next map", "Goes to the next map of the portfolio.", KeyboardArrowRight, Insights, Portfolio, Straight,
        After, Portfolio [PLAIN J, PLAIN ArrowDown];
    PreviousMap "Previous map", "Goes to the map before.", KeyboardArrowLeft, Insights, Portfolio, Straight, After,
        Portfolio [PLAIN K, PLAIN ArrowUp];
    OpenMap "Open the selected map", "Opens the selected map of the portfolio.", OpenInNew, Insights, PortfolioRow,
        Straight, After, Portfolio [PLAIN Enter];
    RefreshPortfolio "Read the folder again", "Reads those maps of the portfolio that have changed.", Redo, Insights,
        Portfolio, Straight, After, Portfolio [PLAIN R];
    ChooseFolder "Choose another folder…", "Asks for the folder whose maps are listed.", FolderOpen, Insights,
        Portfolio, Straight, After, Portfolio [PLAIN O];
    WorstFirst "Worst maps first", "Puts the maps with most that is failing first again.", Sort, Insights, Portfolio,
        Straight, After, Portfolio [PLAIN W];
    CopyReport "Copy report as Markdown", "Copies findings, figures, partings, the loop and the plan.", ContentCopy,
        Insights, Map, DraftsKept, After, Window [];
    ExportReport "Export report…", "Writes findings, figures, partings, the loop and the plan into a file.", IosShare,
        Insights, Map, DraftsKept, After, Window [];

    CopyChart "Copy chart as picture", "Copies the chart of the page that is shown, for slides and documents.",
        ContentCopy, Insights, Chart, DraftsKept, After, Window [];
    ExportChart "Export chart…", "Writes the chart of the page that is shown into a PNG file.", IosShare, Insights,
        Chart, DraftsKept, After, Window [];

    Palette "Search or run a command", "Finds touchpoints and commands by a few letters.", Search, Help, Nothing,
        Straight, After, Window [CTRL K];
    Help "Keys and commands", "Shows every key.", Keyboard, Help, Nothing, Straight, After,
        Window [PLAIN F1, SHIFT Questionmark];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_answer_one_shortcut_at_one_time() {
        let all: Vec<_> = TABLE.iter().flat_map(|row| row.keys.iter().map(move |keys| (row, *keys))).collect();
        for (at, (first, keys)) in all.iter().enumerate() {
            let same = |(row, other): &&(&CommandRow, _)| other == keys && row.scope.meets(first.scope);
            let clash = all[at + 1..].iter().find(same).map(|(row, _)| row.id);
            assert!(clash.is_none(), "{:?} and {clash:?} are both on {}", first.id, shortcut_text(*keys));
        }
    }

    #[test]
    fn every_row_is_found_by_its_own_id() {
        for row in TABLE {
            assert_eq!(row.id.row(), row);
        }
    }

    #[test]
    fn whatever_is_exported_or_copied_as_a_page_holds_what_is_still_being_written() {
        let pages = TABLE.iter().filter(|row| row.label.starts_with("Export") || row.label.ends_with("as Markdown"));
        let missing: Vec<CommandId> = pages.filter(|row| row.first != First::DraftsKept).map(|row| row.id).collect();
        assert_eq!(missing, []);
    }

    #[test]
    fn every_command_says_what_it_does_and_nothing_says_it_twice() {
        for (at, row) in TABLE.iter().enumerate() {
            assert!(row.help.ends_with('.'), "{:?}", row.id);
            assert!(TABLE[at + 1..].iter().all(|other| other.label != row.label), "{}", row.label);
        }
    }
}
