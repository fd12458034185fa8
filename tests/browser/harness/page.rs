//! One page in the browser: what a person does there, and what came of it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Browser;
use super::chromium::PATIENCE;

/// A tab.
pub struct Page<'b> {
    browser: &'b Browser,
    session: String,
}

impl<'b> Page<'b> {
    /// An empty one that records everything from now on.
    pub fn blank(browser: &'b Browser) -> Page<'b> {
        let target = browser.call(None, "Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.call(None, "Target.attachToTarget", attach);
        let session = attached["sessionId"].as_str().expect("a session").to_owned();
        let page = Page { browser, session };
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        page
    }

    /// Goes there and waits until it has loaded.
    pub fn go_to(&self, url: &str) {
        let before = self.browser.event_count();
        let answer = self.call("Page.navigate", json!({ "url": url }));
        assert!(answer["errorText"].is_null(), "{url}: {}", answer["errorText"]);
        self.browser.wait_for_event(&self.session, "Page.loadEventFired", before);
    }

    /// The window's size in CSS pixels.
    pub fn set_viewport(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// The value of an expression in the page; a promise is waited for.
    pub fn evaluate(&self, expression: &str) -> Value {
        let answer = self.try_evaluate(expression).unwrap_or_else(|error| panic!("{expression}: {error}"));
        value_of(expression, &answer)
    }

    /// Does what may lead to another document. The one that is left may be gone before it can answer.
    pub fn leave_by(&self, script: &str) {
        match self.try_evaluate(script) {
            Ok(answer) => drop(value_of(script, &answer)),
            Err(error) => assert_eq!(error["message"], "Inspected target navigated or closed", "{script}"),
        }
    }

    /// Loads the page anew and waits until it has.
    pub fn reload(&self) {
        let before = self.browser.event_count();
        self.call("Page.reload", json!({}));
        self.browser.wait_for_event(&self.session, "Page.loadEventFired", before);
    }

    /// Waits until the expression is true. A page that is just leaving, or not yet whole, may fail to tell.
    pub fn wait_until(&self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        let is_true = || self.try_evaluate(expression).is_ok_and(|answer| answer["result"]["value"] == true);
        while !is_true() {
            assert!(Instant::now() < end, "never true: {expression}\n{:#?}", self.problems());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Puts the cursor into a field, clears it and types, as a keyboard would.
    pub fn type_into(&self, selector: &str, text: &str) {
        let selector = json!(selector);
        self.wait_until(&format!("!!document.querySelector({selector})"));
        self.evaluate(&format!(
            "{{ const field = document.querySelector({selector}); field.focus(); field.select() }}"
        ));
        if text.is_empty() {
            for kind in ["keyDown", "keyUp"] {
                let key = json!({ "type": kind, "key": "Backspace", "windowsVirtualKeyCode": 8 });
                self.call("Input.dispatchKeyEvent", key);
            }
        } else {
            self.call("Input.insertText", json!({ "text": text }));
        }
    }

    /// Types where the cursor is.
    pub fn type_here(&self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Shows the page as on paper.
    pub fn print_media(&self) {
        self.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    }

    /// Everything that was sent to the network: addresses, headers, bodies.
    pub fn sent(&self) -> Vec<Value> {
        let events = |method| self.browser.events(&self.session, method).into_iter();
        let requests = events("Network.requestWillBeSent").map(|mut event| {
            // The browser's own: what stands behind `#` is told to the debugger, and to nobody else.
            event["request"]["urlFragment"].take();
            event["request"].take()
        });
        // The headers as they went out, which the other event does not know.
        let headers = events("Network.requestWillBeSentExtraInfo").map(|mut event| event["headers"].take());
        requests.chain(headers).collect()
    }

    /// Presses a key: its name, as in `ArrowDown`, or what it writes.
    pub fn press(&self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            "Escape" => (27, ""),
            "End" => (35, ""),
            "Home" => (36, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            " " => (32, " "),
            text => (0, text),
        };
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        for kind in [down, "keyUp"] {
            let event = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Writes a word as an input method does, which is not done with it yet.
    pub fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.call("Input.imeSetComposition", composition);
    }

    /// Whether scripts of pages run from now on.
    pub fn set_scripts(&self, run: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": !run }));
    }

    /// Whether the browser is to say that data is dear.
    pub fn set_save_data(&self, save: bool) {
        self.call("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": save }));
    }

    /// A line as a telephone has it: 150 ms there and back, 1.6 Mbit/s.
    pub fn slow_down(&self) {
        let line =
            json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000 });
        self.call("Network.emulateNetworkConditions", line);
    }

    /// Goes back in history.
    pub fn back(&self) {
        self.leave_by("history.back()");
    }

    /// The texts of the elements that fit and can be seen.
    pub fn visible_texts(&self, selector: &str) -> Vec<String> {
        let texts = self.evaluate(&format!(
            "Array.from(document.querySelectorAll({}))
                .filter((element) => element.checkVisibility())
                .map((element) => element.textContent.trim())",
            json!(selector)
        ));
        serde_json::from_value(texts).expect("texts")
    }

    /// The addresses asked for, in order.
    pub fn requests(&self) -> Vec<String> {
        let events = self.browser.events(&self.session, "Network.requestWillBeSent");
        let url = |event: &Value| event["request"]["url"].as_str().map(str::to_owned);
        events.iter().filter_map(url).collect()
    }

    /// Every error and warning so far: of the console, of scripts, of the
    /// network, of the Content-Security-Policy.
    pub fn problems(&self) -> Vec<String> {
        // What is on its way arrives before the answer to this.
        self.evaluate("new Promise((done) => setTimeout(done, 30))");
        let of = |method| self.browser.events(&self.session, method);
        let mut problems = Vec::new();
        for event in of("Runtime.consoleAPICalled") {
            if matches!(event["type"].as_str(), Some("error" | "warning" | "assert")) {
                problems.push(format!("console: {}", event["args"]));
            }
        }
        for event in of("Runtime.exceptionThrown") {
            problems.push(format!("exception: {}", exception_text(&event["exceptionDetails"])));
        }
        for event in of("Log.entryAdded") {
            let entry = &event["entry"];
            if matches!(entry["level"].as_str(), Some("error" | "warning")) {
                problems.push(format!("{}: {} {}", entry["source"], entry["text"], entry["url"]));
            }
        }
        for event in of("Audits.issueAdded") {
            let issue = &event["issue"];
            if issue["code"] == "ContentSecurityPolicyIssue" {
                problems.push(format!("policy: {}", issue["details"]));
            }
        }
        problems
    }

    /// Fails with the list if there has been any error or warning.
    pub fn assert_clean(&self) {
        let problems = self.problems();
        assert!(problems.is_empty(), "the page is not clean:\n{}", problems.join("\n"));
    }

    /// A picture of what is in the window, as PNG.
    pub fn screenshot(&self, path: &Path) {
        let answer = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        let encoded = answer["data"].as_str().expect("a picture");
        std::fs::write(path, base64(encoded)).expect("the picture is written");
    }

    fn try_evaluate(&self, expression: &str) -> Result<Value, Value> {
        let ask = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        self.browser.try_call(Some(&self.session), "Runtime.evaluate", ask)
    }

    fn call(&self, method: &str, params: Value) -> Value {
        self.browser.call(Some(&self.session), method, params)
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Only a picture can tell what some failures looked like.
            let name = std::thread::current().name().unwrap_or("page").replace("::", "-");
            let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("png");
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                self.screenshot(&path);
                eprintln!("the page at that moment: {}", path.display());
            }));
        }
    }
}

/// What an expression came to, unless it threw.
fn value_of(expression: &str, answer: &Value) -> Value {
    let exception = &answer["exceptionDetails"];
    assert!(exception.is_null(), "{expression}: {}", exception_text(exception));
    answer["result"]["value"].clone()
}

fn exception_text(details: &Value) -> String {
    let thrown = details["exception"]["description"].as_str();
    thrown.or(details["text"].as_str()).unwrap_or("an exception").to_owned()
}

/// The bytes behind base64, which is all that Chromium gives of a picture.
fn base64(encoded: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in encoded.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
