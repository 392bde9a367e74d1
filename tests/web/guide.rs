//! The pictures of the guide. Which page each shows stands in a table beside them, which tests/docs.rs reads, too.

use crate::both;
use crate::driver::Driver;
use crate::shown::show;
use crate::town::Town;
use potluck::i18n::Lang;
use std::path::Path;

/// Where they are, from the top of the repository.
pub const FOLDER: &str = "docs/guide/pictures";

/// A picture, as its row in the table says it.
struct Picture {
    file: String,
    page: String,
    scheme: String,
    width: u32,
    height: u32,
}

impl Picture {
    fn read(row: &str) -> Self {
        let cells: Vec<&str> = row.trim().trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 5, "{row}");
        let number = |cell: &str| cell.parse::<u32>().unwrap_or_else(|error| panic!("{row}: {error}"));
        Self {
            file: cells[0].trim_matches('`').to_owned(),
            page: cells[1].to_owned(),
            scheme: cells[2].to_owned(),
            width: number(cells[3]),
            height: number(cells[4]),
        }
    }
}

/// Makes each of them anew; answers how many there are.
pub async fn pictures() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let table = std::fs::read_to_string(folder.join("README.md")).expect("a table");
    let wanted: Vec<Picture> = table.lines().filter(|line| line.starts_with("| `")).map(Picture::read).collect();
    let (town, driver) = (Town::start().await, Driver::start().await);
    let (open, own) = both(&town, &driver).await;
    for one in &wanted {
        let page = town.pages.iter().find(|page| page.name == one.page);
        let page = page.unwrap_or_else(|| panic!("{}: no page is called {}", one.file, one.page));
        let browser = if page.member { &own } else { &open };
        browser.be(one.width, one.height).await;
        browser.like("screen", &one.scheme).await;
        show(&town, &open, &own, page, Lang::En).await;
        let picture = browser.picture_of_beginning(one.width, one.height).await;
        std::fs::write(folder.join(&one.file), picture).expect("a file");
    }
    open.close().await;
    own.close().await;
    wanted.len()
}
