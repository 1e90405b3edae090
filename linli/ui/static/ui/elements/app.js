/** What every page loads. Each element improves HTML that works without it. */
import "./announce.js";
import "./auto-submit.js";
import "./confirm.js";
import "./focus.js";
import "./menu.js";
import "./shortcuts.js";
