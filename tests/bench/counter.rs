//! What questions cost in a real Chromium: every request of the page and of its worker, as the browser counts it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::harness::Browser;
use super::published::Published;
use super::slowness::Slowness;

/// How long a page may take, and how long nothing may happen before it is taken to be at rest.
const PATIENCE: Duration = Duration::from_secs(60);
const REST: Duration = Duration::from_millis(600);

/// Notes when somebody began to type, when results were first shown, and since when the answer is final.
const WATCH: &str = "(() => {
    const list = document.querySelector('#search-results');
    const times = (globalThis.motcuaTimes = { origin: performance.timeOrigin, start: 0, first: 0, done: 0 });
    addEventListener('input', () => (times.start ||= performance.now()), true);
    new MutationObserver(() => {
        if (times.start && list.firstElementChild) times.first ||= performance.now();
        times.done = times.start && list.ariaBusy === 'false' ? performance.now() : 0;
    }).observe(list, { childList: true, attributes: true, attributeFilter: ['aria-busy'] });
})()";

/// Asks as the search page asks; gives the milliseconds until the answer was final, and the codes found.
const ASK: &str = "globalThis.motcuaAsk = (text) => new Promise((tell, fail) => {
    const start = performance.now();
    motcuaSearch.ask(text, `lang=${document.documentElement.lang}&sort=rank&page=1&size=10&facets=1`, {
        answer: ({ done, results }) => done && tell([performance.now() - start, ...results.map(({ code }) => code)]),
        failed: () => fail(new Error('no answer')),
    });
})";

/// A request that ended. Times are in seconds of one clock.
#[derive(Debug, Clone)]
pub struct Request {
    /// The path, from the root of the site.
    pub path: String,
    pub start: f64,
    pub end: f64,
    /// As the browser reports them: headers and body, as they were sent.
    pub bytes: u64,
}

impl Request {
    /// Whether it is for the excerpt of a result that is shown already.
    pub fn is_record(&self) -> bool {
        self.path.ends_with("index.json")
    }
}

/// A question typed into a loaded page whose scripts had fetched nothing. Times are in milliseconds from the first key.
#[derive(Debug, Clone)]
pub struct Cold {
    /// Until results were first shown, and until the answer was final.
    pub shown: [f64; 2],
    /// What was asked for until then, and what until the page was at rest: records, for the excerpts of results.
    pub requests: [Vec<Request>; 3],
    /// How many requests had to wait for one another until then, each for the one before.
    pub rounds: [usize; 2],
}

/// A search page in a browser context of its own: nothing is cached in it.
pub struct Visit<'b> {
    browser: &'b Browser,
    site: &'b Published,
    context: Value,
    session: String,
    workers: Vec<String>,
    slow: Option<Slowness>,
    /// What loading the page took.
    pub page: Vec<Request>,
}

impl<'b> Visit<'b> {
    /// Opens the search page and waits until it is at rest; `slow`: on a telephone from then on.
    pub fn open(browser: &'b Browser, site: &'b Published, page: &str, slow: bool) -> Self {
        let context = browser.call(None, "Target.createBrowserContext", json!({}))["browserContextId"].clone();
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = browser.call(None, "Target.createTarget", blank);
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.call(None, "Target.attachToTarget", attach);
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        let mut visit = Self { browser, site, context, session, workers: Vec::new(), slow: None, page: Vec::new() };
        visit.call("Page.enable", json!({}));
        visit.call("Network.enable", json!({}));
        // Others need not know our policy; ours is held by the tests in Chromium.
        visit.call("Page.setBypassCSP", json!({ "enabled": !page.ends_with('/') }));
        visit.call("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
        visit.call(
            "Target.setAutoAttach",
            json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true }),
        );
        let before = browser.event_count();
        visit.call("Page.navigate", json!({ "url": site.url(page) }));
        browser.wait_for_event(&visit.session, "Page.loadEventFired", before);
        visit.rest(0);
        visit.page = visit.requests(0);
        visit.evaluate(WATCH);
        visit.evaluate(ASK);
        if slow {
            slow_down(browser, &visit.session);
            visit.slow = Some(Slowness::of_renderers(browser));
        }
        visit
    }

    /// Types a question, a key each so many milliseconds, or all of it as one.
    pub fn type_question(&mut self, text: &str, pace: Option<u64>) -> Cold {
        let already = self.requests(0).len();
        self.evaluate("document.querySelector('#search').focus()");
        let keys: Vec<String> = match pace {
            Some(_) => text.chars().map(String::from).collect(),
            None => vec![text.to_owned()],
        };
        for key in keys {
            self.call("Input.insertText", json!({ "text": key }));
            let next = Instant::now() + Duration::from_millis(pace.unwrap_or(0));
            while Instant::now() < next {
                self.welcome_workers();
                sleep(Duration::from_millis(5));
            }
        }
        let end = Instant::now() + PATIENCE;
        let times = loop {
            self.welcome_workers();
            let times = self.evaluate("motcuaTimes");
            if times["done"].as_f64().is_some_and(|done| done > 0.0) {
                break times;
            }
            assert!(Instant::now() < end, "no answer to '{text}'");
            sleep(Duration::from_millis(10));
        };
        self.rest(already);
        let time = |name: &str| times[name].as_f64().unwrap_or(f64::NAN);
        // Nothing is shown first where nothing was found.
        let first = if time("first") > 0.0 { time("first") } else { time("done") };
        let to_clock = |time_of_page: f64| (time("origin") + time_of_page) / 1e3 - self.clock_offset();
        let requests = self.requests(already);
        let ends = [first, time("done")].map(to_clock);
        let asked = |end: f64| requests.iter().filter(|request| request.start < end).cloned().collect();
        Cold {
            shown: [first - time("start"), time("done") - time("start")],
            requests: [asked(ends[0]), asked(ends[1]), requests.clone()],
            rounds: ends.map(|end| rounds(requests.iter().filter(|one| one.end <= end && !one.is_record()))),
        }
    }

    /// Asks a question behind the page's back, and gives milliseconds, codes, and what was requested.
    pub fn ask(&mut self, text: &str) -> (f64, Vec<String>, Vec<Request>) {
        let already = self.requests(0).len();
        let answer = self.evaluate(&format!("motcuaAsk({})", json!(text)));
        // The browser tells of an end a moment after the page knows.
        sleep(Duration::from_millis(20));
        self.evaluate("0");
        let requests = self.requests(already);
        let codes = answer.as_array().into_iter().flatten().skip(1);
        let codes = codes.map(|code| code.as_str().unwrap_or_default().to_owned()).collect();
        (answer[0].as_f64().unwrap_or(f64::NAN), codes, requests)
    }

    /// Bytes that the worker's scripts and the module's memory hold now.
    pub fn memory(&self) -> u64 {
        let usage = |session: &String| {
            let usage = self.browser.try_call(Some(session), "Runtime.getHeapUsage", json!({})).unwrap_or_default();
            ["usedSize", "backingStorageSize"].iter().filter_map(|key| usage[key].as_f64()).sum::<f64>()
        };
        self.workers.iter().map(usage).sum::<f64>() as u64
    }

    /// Lets workers begin that have been waiting, once they are watched and as slow as the page.
    fn welcome_workers(&mut self) {
        let attached = self.browser.events(&self.session, "Target.attachedToTarget");
        for event in attached.iter().skip(self.workers.len()) {
            let worker = event["sessionId"].as_str().unwrap_or_default().to_owned();
            let call = |method, params| self.browser.try_call(Some(&worker), method, params);
            let _ = call("Network.enable", json!({}));
            let _ = call("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
            if self.slow.is_some() {
                slow_down(self.browser, &worker);
            }
            let _ = call("Runtime.runIfWaitingForDebugger", json!({}));
            self.workers.push(worker);
        }
    }

    /// Waits until nothing has been requested for a while.
    fn rest(&mut self, already: usize) {
        let (mut seen, mut since) = (already, Instant::now());
        let end = since + PATIENCE;
        while since.elapsed() < REST && Instant::now() < end {
            self.welcome_workers();
            self.evaluate("0");
            let now = self.started();
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            sleep(Duration::from_millis(20));
        }
    }

    /// How many requests have begun or ended.
    fn started(&self) -> usize {
        let count = |session: &String| {
            ["Network.requestWillBeSent", "Network.loadingFinished"]
                .iter()
                .map(|method| self.browser.events(session, method).len())
                .sum::<usize>()
        };
        self.sessions().map(count).sum()
    }

    fn sessions(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.session).chain(&self.workers)
    }

    /// What has been requested and has come, but for the first so many, by when it was asked for.
    fn requests(&self, skip: usize) -> Vec<Request> {
        let mut requests: Vec<Request> = Vec::new();
        // The script of a worker is asked for by the page and ends for the worker.
        let events = |method: &str| -> Vec<Value> {
            self.sessions().flat_map(|session| self.browser.events(session, method)).collect()
        };
        let sent = events("Network.requestWillBeSent");
        for finished in events("Network.loadingFinished") {
            let Some(sent) = sent.iter().find(|sent| sent["requestId"] == finished["requestId"]) else { continue };
            let url = sent["request"]["url"].as_str().unwrap_or_default();
            let path = url.splitn(4, '/').nth(3).unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
            let counted = finished["encodedDataLength"].as_f64().unwrap_or(f64::NAN) as u64;
            // Of the script of a worker Chromium counts nothing but the head; of all else what the server does.
            requests.push(Request {
                path: path.to_owned(),
                start: sent["timestamp"].as_f64().unwrap_or(f64::NAN),
                end: finished["timestamp"].as_f64().unwrap_or(f64::NAN),
                bytes: counted.max(self.site.sent(path)),
            });
        }
        requests.sort_by(|a, b| a.start.total_cmp(&b.start));
        requests.split_off(skip.min(requests.len()))
    }

    /// What is to be taken from seconds since 1970 to get to the clock of requests.
    fn clock_offset(&self) -> f64 {
        let sent = self.browser.events(&self.session, "Network.requestWillBeSent");
        let first = sent.first().cloned().unwrap_or_default();
        first["wallTime"].as_f64().unwrap_or(f64::NAN) - first["timestamp"].as_f64().unwrap_or(f64::NAN)
    }

    fn evaluate(&self, expression: &str) -> Value {
        let ask = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", ask);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    fn call(&self, method: &str, params: Value) -> Value {
        self.browser.call(Some(&self.session), method, params)
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.slow = None;
        let context = json!({ "browserContextId": self.context });
        let _ = self.browser.try_call(None, "Target.disposeBrowserContext", context);
    }
}

/// The line of a telephone: 150 ms there and back, 1.6 Mbit/s.
fn slow_down(browser: &Browser, session: &str) {
    let line = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000 });
    let _ = browser.try_call(Some(session), "Network.emulateNetworkConditions", line);
}

/// The longest chain of requests, each begun after the one before had ended: nothing tells what waited for what, but what
/// waited began later.
fn rounds<'a>(requests: impl Iterator<Item = &'a Request>) -> usize {
    let mut seen: Vec<(f64, usize)> = Vec::new();
    for request in requests {
        let before = seen.iter().filter(|(end, _)| *end <= request.start).map(|(_, depth)| *depth).max();
        seen.push((request.end, 1 + before.unwrap_or(0)));
    }
    seen.into_iter().map(|(_, depth)| depth).max().unwrap_or(0)
}

/// The bytes of requests.
pub fn bytes(requests: &[Request]) -> u64 {
    requests.iter().map(|request| request.bytes).sum()
}
