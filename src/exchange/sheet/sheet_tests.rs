//! Tables in every spelling, and what hostile ones are answered with.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;

fn quiet(_: f32) -> bool {
    true
}

fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.len()).map(|row| (0..sheet.titles().len()).map(|column| sheet.cell(row, column)).collect()).collect()
}

fn read_text(text: &str) -> Sheet {
    read(text.as_bytes(), None, &quiet).unwrap()
}

#[test]
fn every_separator_is_found_and_quoted_cells_hold_anything() {
    for separator in [",", ";", "\t", "|"] {
        let text = format!("step{separator}said\r\nPay{separator}\"a, b; \"\"c\"\"\nd\"\r\n\r\nLeave{separator}\r\n");
        let sheet = read_text(&text);
        assert_eq!(sheet.titles(), ["step", "said"]);
        assert_eq!(rows(&sheet), [["Pay", "a, b; \"c\"\nd"], ["Leave", ""]]);
    }
    assert_eq!(rows(&read_text("sep=;\na;b,c\n1;2,5\n")), [["1", "2,5"]]);
}

#[test]
fn every_encoding_is_read_and_a_guess_is_said() {
    let text = "Schritt;Wie war’s?\nBezahlen;schön";
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
    let plain = [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        marked(b"\xff\xfe", utf16(u16::to_le_bytes)),
        marked(b"\xfe\xff", utf16(u16::to_be_bytes)),
    ];
    for bytes in plain {
        let sheet = read(&bytes, None, &quiet).unwrap();
        assert_eq!((sheet.titles()[1].as_str(), sheet.cell(0, 1), sheet.notes.len()), ("Wie war’s?", "schön", 0));
    }
    let sheet = read(b"Schritt;Wie war\x92s?\nBezahlen;sch\xf6n", None, &quiet).unwrap();
    assert_eq!((sheet.titles()[1].as_str(), sheet.cell(0, 1)), ("Wie war’s?", "schön"));
    assert!(sheet.notes[0].contains("Windows-1252"));
    assert!(read(&utf16(u16::to_le_bytes), None, &quiet).unwrap().notes[0].contains("UTF-16"));
}

#[test]
fn a_row_that_does_not_fit_is_listed_and_the_others_stay() {
    let sheet = read_text("step,rating\nPay,5\nPay, well,4\nLeave,3\n");
    assert_eq!(rows(&sheet), [["Pay", "5"], ["Leave", "3"]]);
    assert_eq!(sheet.number(1), 4);
    assert_eq!(sheet.problems.count, 1);
    assert!(sheet.problems.listed[0].to_string().starts_with("row 3: the row has 3 cells and the titles are 2"));
    let long = format!("step,said\nPay,\"{}\nLeave,x\n", "x\n".repeat(LONGEST_CELL));
    assert!(read_text(&long).problems.listed[0].why.contains("quotation mark left open"));
}

#[test]
fn titles_are_found_below_lines_that_say_what_the_table_is() {
    let sheet = read_text("Survey of March\n\nasked by mail\nstep;rating\nPay;5\n");
    assert_eq!((sheet.titles().join(" ").as_str(), sheet.number(0)), ("step rating", 5));
    assert_eq!(sheet.notes, ["The titles are taken from row 4; what stands above them is left out."]);
    assert_eq!(rows(&read_text("step\nPay\nLeave\n")), [["Pay"], ["Leave"]]);
    let long = format!("step\n{}", "Pay\n".repeat(50));
    assert_eq!(read_text(&long).len(), 50);
}

#[test]
fn a_quotation_mark_left_open_is_listed_and_a_file_of_other_signs_is_no_table() {
    let sheet = read_text("step,said\nPay,x\nLeave,\"never closed\nCome,y\n");
    assert_eq!(sheet.problems.count, 1);
    assert!(sheet.problems.listed[0].to_string().starts_with("row 3: a quotation mark is never closed"));
    assert_eq!(read_text("step,said\nPay,a 5\" screen\n").problems.count, 0);
    assert_eq!(read(b"a,b\n\0\x01,2\n", None, &quiet), Err(SheetError::NoTable));
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_shows_them() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = ["", "step,said", "", "", "Pay,\"two", "lines\"", "", "Leave,x", "one,too,many", ""];
        let sheet = read_text(&lines.join(end));
        assert_eq!(rows(&sheet), [["Pay", format!("two{end}lines").as_str()], ["Leave", "x"]], "{end:?}");
        // A cell of two lines is one row.
        assert_eq!((sheet.number(0), sheet.number(1)), (5, 7), "{end:?}");
        assert_eq!(sheet.problems.listed[0].row, 8, "{end:?}");
    }
}

#[test]
fn titles_are_never_empty_and_never_alike() {
    assert_eq!(read_text("a,,a,a\n1,2,3,4\n").titles(), ["a", "Column B", "a (2)", "a (3)"]);
    assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
}

#[test]
fn too_much_of_something_is_said() {
    assert_eq!(read(b"", None, &quiet), Err(SheetError::Empty));
    assert_eq!(read(b"\n\n", None, &quiet), Err(SheetError::Empty));
    let wide = "a,".repeat(5_000);
    let error = read(wide.as_bytes(), None, &quiet).unwrap_err();
    assert_eq!(error.to_string(), "it has more than 1,000 columns; split it, or keep only what is needed");
    assert_eq!(read("a\nb\n".repeat(10_000).as_bytes(), None, &|_| false), Err(SheetError::Stopped));
}

/// A ZIP archive with these parts, each stored or deflated.
pub(crate) fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (place, (name, content)) in parts.iter().enumerate() {
        let method = if place % 2 == 0 { 8_u16 } else { 0 };
        let packed = if method == 8 {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(content).unwrap();
            encoder.finish().unwrap()
        } else {
            content.clone()
        };
        let offset = bytes.len() as u32;
        let mut common = Vec::new();
        common.extend([20_u16, 0, method, 0, 0].iter().flat_map(|field| field.to_le_bytes()));
        let sizes = [0, packed.len() as u32, content.len() as u32];
        common.extend(sizes.iter().flat_map(|field| field.to_le_bytes()));
        common.extend([name.len() as u16, 0].iter().flat_map(|field| field.to_le_bytes()));
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&common);
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, length, count) = (bytes.len() as u32, list.len() as u32, parts.len() as u16);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].iter().flat_map(|field| field.to_le_bytes()));
    bytes.extend([length, start].iter().flat_map(|field| field.to_le_bytes()));
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of a notes sheet and one with this content.
fn workbook(strings: &str, rows: &str) -> Vec<u8> {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes();
    zipped(&[
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="Notes &amp; more" r:id="a"/><sheet name="Answers" r:id="b"/></sheets></workbook>"#
                .to_vec(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/two.xml"/>
            <Relationship Id="a" Type="x/worksheet" Target="worksheets/one.xml"/>
            <Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>
            <Relationship Id="t" Type="x/styles" Target="styles.xml"/></Relationships>"#
                .to_vec(),
        ),
        (
            "xl/styles.xml",
            br#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-de-DE]dd/mm/yyyy;@"/>
            <numFmt numFmtId="171" formatCode="0.0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/>
            </cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>
            </cellXfs></styleSheet>"#
                .to_vec(),
        ),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").into_bytes()),
        ("xl/worksheets/one.xml", sheet("")),
        ("xl/worksheets/two.xml", sheet(rows)),
    ])
}

const STRINGS: &str = "<si><t>Step</t></si><si><r><t>Pay &amp; </t></r><r><t>go</t></r><rPh><t>x</t></rPh></si><si/>";
const ROWS: &str = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>When</t></is></c>
    <c r="C2" t="str"><f>"Rat"&amp;"ing"</f><v>Rating</v></c><c r="D2" t="str"><v>Wait</v></c></row>
    <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>46173.5</v></c><c r="C4"><v>9.0</v></c>
    <c r="D4" s="3"><v>0.30000000000000004</v></c></row>
    <row r="9"><c r="A9" t="s"><v>2</v></c><c r="B9" s="2"><v>61</v></c><c r="C9" t="e"><v>#N/A</v></c>
    <c r="F9"><v>7</v></c></row>"#;

#[test]
fn a_workbook_is_read_as_its_program_shows_it() {
    let sheet = read(&workbook(STRINGS, ROWS), None, &quiet).unwrap();
    assert_eq!(sheet.sheets, ["Notes & more", "Answers"]);
    assert_eq!((sheet.sheet, sheet.titles().join(" ").as_str()), (1, "Step When Rating Wait"));
    let number = "0.30000000000000004";
    assert_eq!(rows(&sheet), [["Pay & go", "2026-05-31", "9", number], ["", "1900-03-01", "", ""]]);
    assert_eq!((sheet.number(0), sheet.number(1)), (4, 9));
    let said: Vec<String> = sheet.problems.listed.iter().map(Problem::to_string).collect();
    let expected = [
        "row 9, column “Rating”: “#N/A” is an error of the spreadsheet; it counts as empty",
        "row 9: “7” stands in column F below no title; it is left out",
    ];
    assert_eq!(said, expected);
    let error = read(&workbook(STRINGS, ROWS), Some("Data"), &quiet).unwrap_err();
    assert_eq!(error.to_string(), "there is no sheet “Data” in it; it has “Notes & more”, “Answers”");
    assert_eq!(read(&workbook(STRINGS, ROWS), Some("notes & More"), &quiet), Err(SheetError::Empty));
}

#[test]
fn a_cell_over_several_rows_names_them_all_and_a_formula_without_a_value_is_listed() {
    let cell = |at: &str, words: &str| format!(r#"<c r="{at}" t="str"><v>{words}</v></c>"#);
    let row = |number: u32, cells: &[String]| format!(r#"<row r="{number}">{}</row>"#, cells.concat());
    let written = [
        row(1, &[cell("A1", "Step"), cell("B1", "Said")]),
        row(2, &[cell("A2", "Pay"), cell("B2", "one")]),
        row(3, &[cell("B3", "two")]),
        row(4, &[cell("A4", "Leave"), cell("B4", "three")]),
        row(5, &[r#"<c r="A5"><f>1+1</f><v></v></c>"#.to_owned(), cell("B5", "four")]),
    ];
    let merged = r#"</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A1:C1"/></mergeCells><sheetData>"#;
    let sheet = read(&workbook("", &(written.concat() + merged)), None, &quiet).unwrap();
    let names: Vec<&str> = (0..4).map(|row| sheet.spanned(row, 0)).collect();
    assert_eq!(names, ["Pay", "Pay", "Leave", ""]);
    assert_eq!((sheet.cell(1, 0), sheet.spanned(1, 1)), ("", "two"));
    let expected = "row 5, column “Step”: a formula without its value; save the file once in a spreadsheet program";
    assert_eq!(sheet.problems.listed[0].to_string(), expected);
}

#[test]
fn hostile_workbooks_are_answered_with_a_sentence() {
    let wide = r#"<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>"#;
    let error = read(&workbook("", wide), None, &quiet).unwrap_err();
    assert_eq!(error.to_string(), "it has more than 1,000 columns; split it, or keep only what is needed");
    // Eight megabytes of one letter are a few kilobytes in the archive.
    let long = format!("<si><t>{}</t></si>", "x".repeat(8 << 20));
    let error = read(&workbook(&long, ROWS), None, &quiet).unwrap_err().to_string();
    assert!(error.contains("a cell of it is longer than can be"), "{error}");
    assert_eq!(read(b"\xd0\xcf\x11\xe0rest", None, &quiet), Err(SheetError::OldWorkbook));
    assert!(matches!(read(b"PK\x03\x04rest", None, &quiet), Err(SheetError::NoWorkbook(_))));
    let entities = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><si><t>&b;</t></si>";
    assert!(read(&workbook(entities, ROWS), None, &quiet).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_workbook_or_text_makes_reading_panic(at: usize, byte: u8, cut: usize) {
        for mut bytes in [workbook(STRINGS, ROWS), b"a;b\n\"x\n\";2\n\xff;3".to_vec()] {
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = read(&bytes, None, &quiet);
            bytes.truncate(cut % bytes.len());
            let _ = read(&bytes, None, &quiet);
        }
    }

    #[test]
    fn what_is_written_as_a_table_reads_back(cells in proptest::collection::vec("[ a-zé\"',;\n=+]{1,8}", 2..20)) {
        use crate::exchange::csv::{Cell, table};
        let rows = cells.iter().map(|cell| vec![Cell::text("x"), Cell::text(cell.trim())]);
        let sheet = read(&table(["one", "two"], rows), None, &quiet).unwrap();
        let back: Vec<&str> = (0..sheet.len()).map(|row| sheet.cell(row, 1)).collect();
        prop_assert_eq!(back, cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>());
    }
}
