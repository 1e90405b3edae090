/** What every page loads. Each element improves HTML that works without it. */
import "./announce.js";
import "./area-picker.js";
import "./auto-submit.js";
import "./bulk.js";
import "./command.js";
import "./confirm.js";
import "./connection.js";
import "./dialog.js";
import "./focus.js";
import "./menu.js";
import "./offline.js";
import "./photos.js";
import "./read-aloud.js";
import "./queue.js";
import "./shortcuts.js";
import "./toast.js";
import "./upload.js";
