// Makes the pages live. Everything here works without it too, by loading a page again.
(function () {
  "use strict";

  // ---- Times: what the server wrote as "3 minutes ago" stays true while the page is open.

  function amount(seconds) {
    const plural = (count, unit) => count + " " + unit + (count === 1 ? "" : "s");
    if (seconds < 60) return seconds + " seconds";
    if (seconds < 3600) return plural(Math.floor(seconds / 60), "minute");
    if (seconds < 2 * 86400) return plural(Math.floor(seconds / 3600), "hour");
    return plural(Math.floor(seconds / 86400), "day");
  }

  function relative(iso) {
    const ago = Math.trunc((Date.now() - Date.parse(iso)) / 1000);
    if (Math.abs(ago) < 5) return ago < 0 ? "in a moment" : "just now";
    return ago < 0 ? "in " + amount(-ago) : amount(ago) + " ago";
  }

  setInterval(function () {
    if (document.hidden) return;
    document.querySelectorAll("time[data-relative]").forEach(function (time) {
      const text = relative(time.dateTime);
      if (time.textContent !== text) time.textContent = text;
    });
  }, 10000);

  // ---- Polling: none while nobody looks, and none that would take the focus away.

  document.addEventListener("htmx:beforeRequest", function (event) {
    const from = event.detail.elt;
    if (!from.hasAttribute("data-poll")) return;
    if (document.hidden || from.contains(document.activeElement)) event.preventDefault();
  });

  // ---- A review begins at its top, also where the focus lies far below: on a small screen.

  const cancel = document.getElementById("cancel");
  if (cancel) {
    const top = () => requestAnimationFrame(() => window.scrollTo(0, 0));
    if (document.activeElement === cancel) top();
    else cancel.addEventListener("focus", top, { once: true });
    window.addEventListener("keydown", () => cancel.removeEventListener("focus", top), { once: true });
  }

  // ---- An upload: how much of it is sent, and a way to stop it. The answer is that of the plain form.

  const upload = document.getElementById("upload-form");
  if (upload) {
    const problem = document.getElementById("upload-problem");
    const progress = document.getElementById("upload-progress");
    const refuse = (text) => {
      problem.textContent = text;
      problem.hidden = false;
      progress.hidden = true;
      upload.hidden = false;
    };
    upload.addEventListener("submit", function (event) {
      event.preventDefault();
      problem.hidden = true;
      const file = document.getElementById("archive").files[0];
      if (file && file.size > Number(upload.dataset.most)) {
        refuse("It is larger than what may be sent. Nothing was sent.");
        return;
      }
      const request = new XMLHttpRequest();
      const meter = document.getElementById("upload-meter");
      const sent = document.getElementById("upload-sent");
      request.upload.onprogress = function (state) {
        if (!state.lengthComputable) return;
        const percent = Math.floor((state.loaded / state.total) * 100);
        meter.value = percent;
        sent.textContent = percent + " %";
      };
      request.onload = function () {
        if (request.status === 201) {
          location.assign(request.getResponseHeader("Location"));
          return;
        }
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const why = page.querySelector("#refused .what, #plan-refusals .what, .refusals .what");
        refuse(why ? why.textContent : "That did not work. Load the page again, and try once more.");
      };
      request.onerror = () => refuse("The connection ended before all of it was sent.");
      request.onabort = () => refuse("Stopped. Nothing of it stays.");
      document.getElementById("upload-stop").onclick = () => request.abort();
      upload.hidden = true;
      progress.hidden = false;
      request.open("POST", upload.action);
      request.setRequestHeader("X-Requested-With", "script");
      request.send(new FormData(upload));
    });
  }

  // ---- An operation: its events as they happen.

  const STATES = {
    STEP_STARTED: ["busy", "busy", "running"],
    STEP_DONE: ["ok", "good", "done"],
    STEP_FAILED: ["cross", "bad", "failed"],
    STEP_UNDOING: ["undo", "busy", "undoing"],
    STEP_UNDONE: ["undo", "warn", "undone"],
    UNDO_FAILED: ["warn", "bad", "undo failed"]
  };

  function duration(milliseconds) {
    const millis = Math.max(0, milliseconds);
    if (millis < 9950) return (millis / 1000).toFixed(1) + " s";
    const seconds = Math.round(millis / 1000);
    if (seconds < 60) return seconds + " s";
    if (seconds < 3600) return Math.floor(seconds / 60) + " min " + (seconds % 60) + " s";
    return Math.floor(seconds / 3600) + " h " + Math.floor((seconds % 3600) / 60) + " min";
  }

  function copy(template) {
    return document.getElementById(template).content.firstElementChild.cloneNode(true);
  }

  function badge(state) {
    const made = copy("badge-template");
    made.classList.add(state[1]);
    made.querySelector("use").setAttribute("href", "/assets/icons.svg#" + state[0]);
    made.querySelector(".word").textContent = state[2];
    return made;
  }

  function stepRow(name) {
    const list = document.getElementById("step-list");
    const known = Array.from(list.children).find((row) => row.dataset.step === name);
    if (known) return known;
    const row = copy("step-template");
    row.dataset.step = name;
    row.querySelector(".name").textContent = name;
    list.append(row);
    document.getElementById("steps-section").hidden = false;
    return row;
  }

  function showStep(event) {
    const state = STATES[event.type];
    if (!state || !event.step) return;
    const row = stepRow(event.step);
    // the step that failed is undone too, but what it is looked for is that it failed
    if (row.dataset.state === "failed" && (event.type === "STEP_UNDOING" || event.type === "STEP_UNDONE")) return;
    row.dataset.state = state[2];
    row.querySelector(".state").replaceChildren(badge(state));
    if (event.type === "STEP_STARTED") {
      row.dataset.started = event.at;
      row.querySelector(".took").textContent = "";
      const does = row.querySelector(".does");
      if (!does.textContent) does.textContent = event.text;
      return;
    }
    if (event.text) row.querySelector(".said").textContent = event.text;
    if ((event.type === "STEP_DONE" || event.type === "STEP_FAILED") && row.dataset.started) {
      row.querySelector(".took").textContent = duration(Date.parse(event.at) - Date.parse(row.dataset.started));
    }
  }

  function showLine(id, event) {
    if (event.type === "EVIDENCE") return;
    const log = document.getElementById("event-log");
    const line = copy("log-template");
    line.dataset.event = id;
    line.dataset.type = event.type;
    const time = line.querySelector("time");
    time.dateTime = event.at;
    time.textContent = new Date(event.at).toLocaleTimeString([], { hour12: false });
    line.querySelector(".type").textContent = event.type.toLowerCase().replaceAll("_", " ");
    line.querySelector("b").textContent = event.step;
    line.querySelector(".text").textContent = event.text;
    const last = log.lastElementChild;
    const sample = event.type === "PROGRESS" || event.type === "HEALTH_SAMPLE";
    if (sample && last && last.dataset.type === event.type && last.querySelector("b").textContent === event.step) {
      last.replaceWith(line);
    } else {
      log.append(line);
    }
    document.getElementById("log-section").hidden = false;
  }

  function say(text) {
    document.getElementById("live-message").textContent = text;
  }

  function tick(page) {
    page.querySelectorAll('li[data-state="running"][data-started]').forEach(function (row) {
      row.querySelector(".took").textContent = duration(Date.now() - Date.parse(row.dataset.started));
    });
  }

  const LEFT = "Nobody carries it out any more";

  function follow(page) {
    const clock = setInterval(() => tick(page), 1000);
    const connection = document.getElementById("connection");
    let last = page.dataset.last;
    let stream = null;
    let again = 0;
    function open() {
      stream = new EventSource(page.dataset.stream + "?after=" + last);
      stream.onopen = () => { connection.hidden = true; };
      stream.onerror = function () {
        connection.hidden = false;
        // By itself a browser comes back only to a stream that broke, not after an answer that was an error.
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, 3000);
      };
      stream.onmessage = hear;
      stream.addEventListener("over", function () {
        stop();
        refresh("");
      });
      stream.addEventListener("left", function () {
        stop();
        refresh(LEFT);
      });
    }
    function hear(message) {
      last = message.lastEventId || last;
      const event = JSON.parse(message.data);
      if (page.dataset.starting && event.type === "STEP_STARTED") {
        // Only now it is known what it goes from, and by which steps.
        stop();
        refresh("Step " + event.step);
        return;
      }
      showStep(event);
      showLine(message.lastEventId, event);
      if (event.type === "STEP_STARTED") say("Step " + event.step);
      if (event.type === "STEP_FAILED") say("Step " + event.step + " failed: " + event.text);
    }
    function stop() {
      stream.close();
      clearTimeout(again);
      clearInterval(clock);
    }
    open();
    window.addEventListener("pagehide", stop);
  }

  // What it is and how it ended is written by the server alone.
  function fetched() {
    return fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" })
      .then((answer) => answer.text())
      .then((text) => new DOMParser().parseFromString(text, "text/html").getElementById("operation"));
  }

  function show(now, message) {
    document.getElementById("operation").replaceWith(document.adoptNode(now));
    say(message || (now.dataset.stream || now.dataset.left ? "" : "It ended: " + now.dataset.outcome));
    start();
  }

  function refresh(message) {
    fetched()
      .then(function (now) {
        if (now) show(now, message);
        else location.reload();
      })
      .catch(() => location.reload());
  }

  // Nobody carries it out: nothing happens until somebody recovers it, and nothing on the page moves until then.
  function wait(page) {
    let asking = false;
    const clock = setInterval(function () {
      // an answer may take longer than the time between two questions
      if (document.hidden || asking) return;
      asking = true;
      fetched()
        .then(function (now) {
          if (!now || (now.dataset.left && now.dataset.last === page.dataset.last)) return;
          clearInterval(clock);
          show(now, now.dataset.stream ? "It goes on" : now.dataset.left ? LEFT : "");
        })
        .catch(() => {})
        .finally(() => { asking = false; });
    }, 5000);
  }

  function start() {
    const page = document.getElementById("operation");
    if (page && page.dataset.stream) follow(page);
    else if (page && page.dataset.left) wait(page);
  }

  start();
})();
