//! axe-core (Deque, MPL-2.0), which finds what shuts people out. None of its rules is off that holds for WCAG 2.2 AA: those
//! that came with 2.2 it leaves out unless they are asked for.

use crate::driver::Browser;
use crate::support::programs::{folder, once, run};
use serde_json::Value;
use std::process::Command;

const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("axe/package.json")),
    ("package-lock.json", include_str!("axe/package-lock.json")),
    (".npmrc", include_str!("axe/.npmrc")),
];

/// Says what is found: each rule with each place where it is broken.
const LOOK: &str = "const done = arguments[arguments.length - 1]; axe.run(document, how).then(all => done(all.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' ' + node.any.concat(node.all, node.none).map(check => check.message).join('; ')))), error => done(['axe itself: ' + error]))";

/// All rules that are on by themselves, and with them those of WCAG 2.2: above all, how large a target is (2.5.8).
const ALL: &str =
    "{rules: Object.fromEntries(axe.getRules(['wcag22a', 'wcag22aa']).map(one => [one.ruleId, {enabled: true}]))}";

/// The script that looks.
pub struct Axe {
    script: String,
}

impl Axe {
    /// Installs it, unless that was done with the same lock file before. Says why it cannot be done here.
    pub fn install() -> Result<Self, String> {
        let folder = folder("axe", &FILES);
        once(&folder, FILES[1].1, || {
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]);
            run(npm.current_dir(&folder)).map(drop)
        })?;
        let script = std::fs::read_to_string(folder.join("node_modules/axe-core/axe.min.js"));
        Ok(Self { script: script.map_err(|error| format!("axe-core is not where npm puts it ({error})"))? })
    }

    /// Which one it is.
    pub fn version(&self) -> String {
        let lock: Value = serde_json::from_str(FILES[1].1).expect("a lock file");
        lock["packages"]["node_modules/axe-core"]["version"].as_str().expect("a version").to_owned()
    }

    /// What it finds on the page that a browser shows: the rule, and where.
    pub async fn look(&self, browser: &Browser<'_>) -> Vec<String> {
        self.look_by(browser, ALL).await
    }

    /// The same by one rule alone, which may be one that is asked of nobody.
    pub async fn look_for(&self, browser: &Browser<'_>, rule: &str) -> Vec<String> {
        self.look_by(browser, &format!("{{runOnly: {{type: 'rule', values: ['{rule}']}}}}")).await
    }

    async fn look_by(&self, browser: &Browser<'_>, how: &str) -> Vec<String> {
        browser.run(&self.script).await;
        let found = browser.run_on(&format!("const how = {how}; {LOOK}")).await;
        let found = found.as_array().expect("a list");
        found.iter().map(|fault| fault.as_str().expect("words").chars().take(500).collect()).collect()
    }
}
