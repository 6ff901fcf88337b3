// A voice beside the words. It listens from the press of a button until the next one, and frees the microphone at once when
// somebody stops, leaves or goes on. What was said lies in the file field of the form; it goes out with the page, and not before.

const kinds = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const speech = { audioBitsPerSecond: 24_000 };
const endings = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };

class Recorder extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.field = this.closest("details").querySelector("input[type=file]");
    this.button = this.querySelector("[data-do=record]");
    this.time = this.querySelector(".time");
    this.says = this.querySelector("[role=status]");
    this.heard = this.querySelector("figure");
    this.field.addEventListener("change", () => this.chosen());
    this.heard.querySelector("[data-do=away]").addEventListener("click", () => this.letGo());
    // Some browsers hand back what was chosen before a reload.
    this.chosen();
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return this.button.parentElement.remove();

    this.button.addEventListener("click", () => (this.recorder ? this.end("stopped") : this.begin()));
    this.field.form.addEventListener("submit", (event) => {
      if (!this.recorder) return;
      // What was said so far is kept too.
      event.preventDefault();
      this.goesOn = () => event.target.requestSubmit(event.submitter);
      this.end("stopped");
    });
    document.addEventListener("leaving", () => this.leave());
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", () => { this.left = false; });
  }

  async begin() {
    if (this.asking) return;
    this.asking = true;
    this.say("asking");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.say("noMicrophone");
    } finally {
      this.asking = false;
    }
    // The browser's own question may be answered when nobody is here any more.
    if (this.left) return this.free();

    const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(this.stream, { ...speech, ...(mimeType && { mimeType }) });
    this.parts = [];
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      this.parts.push(data);
      // A second more would still fit.
      if (this.size > this.dataset.mostBytes * 0.95) this.end("full");
    });
    this.recorder.addEventListener("stop", () => this.done());
    this.stream.getTracks()[0].addEventListener("ended", () => this.end("stopped"));
    this.recorder.start(1000);
    this.since = performance.now();
    this.clock = setInterval(() => this.tick(), 250);
    this.tick();
    this.time.hidden = false;
    this.classList.add("recording");
    this.button.textContent = this.dataset.stop;
    this.say("recording");
  }

  get size() {
    return this.parts.reduce((sum, part) => sum + part.size, 0);
  }

  tick() {
    const seconds = Math.min(Math.floor((performance.now() - this.since) / 1000), this.dataset.mostSeconds);
    this.time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= this.dataset.mostSeconds) this.end("full");
  }

  end(why) {
    if (!this.recorder || this.why) return;
    this.why = why;
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.free();
  }

  free() {
    clearInterval(this.clock);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.classList.remove("recording");
  }

  // The recorder has given all it had.
  done() {
    this.free();
    const type = this.recorder.mimeType.split(";")[0];
    const [why, parts, goesOn] = [this.why ?? "stopped", this.parts, this.goesOn];
    this.recorder = this.stream = this.why = this.goesOn = null;
    this.parts = [];
    this.button.textContent = this.dataset.again;
    if (this.left) return;
    if (parts.some((part) => part.size)) {
      const files = new DataTransfer();
      files.items.add(new File(parts, `recording.${endings[type] ?? "webm"}`, { type }));
      this.field.files = files.files;
      this.chosen();
      this.say(why);
    } else {
      this.say("nothing");
    }
    goesOn?.();
  }

  leave() {
    this.left = true;
    this.end("left");
  }

  // Heard before it is kept, whether it was recorded here or chosen.
  chosen() {
    const audio = this.heard.querySelector("audio");
    if (audio.src) URL.revokeObjectURL(audio.src);
    let file = this.field.files[0];
    if (file?.size > this.dataset.mostBytes) {
      this.field.value = "";
      file = null;
      this.say("tooLarge");
    }
    if (file) audio.src = URL.createObjectURL(file);
    else audio.removeAttribute("src");
    this.heard.hidden = !file;
    this.closest("details").open ||= Boolean(file);
  }

  letGo() {
    this.field.value = "";
    this.chosen();
    this.time.hidden = true;
    this.button.textContent = this.dataset.record;
    (this.button.isConnected ? this.button : this.field).focus();
    this.say("away");
  }

  say(what) {
    this.says.textContent = this.dataset[what];
  }
}

customElements.define("a-recorder", Recorder);
