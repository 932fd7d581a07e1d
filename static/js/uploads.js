// Send chosen photos one by one, each with its progress, its message and another try. Until a photo has arrived, it is
// kept on this device, so that neither a broken line nor leaving the page loses it.
const LIMIT = 15 * 1024 ** 2;
const KEPT_DAYS = 30;
const start = document.querySelector("[data-start]");
const uploads = document.querySelector("[data-uploads]");

// Photos that have not arrived, by product.
const kept = {
  open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("unggahan", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("foto", { keyPath: "key", autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },
  async use(mode, action) {
    const base = await this.open();
    return new Promise((resolve, reject) => {
      const change = base.transaction("foto", mode);
      const request = action(change.objectStore("foto"));
      change.oncomplete = () => { base.close(); resolve(request.result); };
      change.onerror = change.onabort = () => { base.close(); reject(change.error); };
    });
  },
  add(product, file) {
    return this.use("readwrite", (store) => store.add({ product, name: file.name, file, at: Date.now() }));
  },
  forget(key) {
    return this.use("readwrite", (store) => store.delete(key));
  },
  async of(product) {
    const all = await this.use("readonly", (store) => store.getAll());
    const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
    for (const each of all) if (each.at < oldest) this.forget(each.key);
    return all.filter((each) => each.product === product && each.at >= oldest);
  },
};

if (start) begin(start);
if (uploads) run(uploads);

// The start page: begin the draft, hand it the photos, and go to its form.
function begin(form) {
  const input = form.querySelector("[type=file]");
  const words = form.querySelector("[data-start-status]");
  let isBusy = false;

  async function go() {
    if (isBusy || !input.files.length) return;
    isBusy = true;
    const data = new FormData(form);
    data.delete("foto");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const { address, product, refused } = await answer.json();
      if (refused) {
        words.textContent = refused;
        return;
      }
      if (!await keepAll(`${product}`, input.files)) return form.submit();
      location.assign(address);
    } catch {
      words.textContent = form.dataset.lost;
    } finally {
      isBusy = false;
    }
  }

  input.addEventListener("change", go);
  addEventListener("online", go);
  form.querySelector("[data-start-plain]").addEventListener("click", () => input.value = "");
  // On a slow line photos may be chosen before this script has arrived.
  go();
}

async function keepAll(product, files) {
  try {
    for (const file of files) await kept.add(product, file);
    return true;
  } catch {
    return false;
  }
}

function run(place) {
  const form = place.closest("form");
  const section = form.querySelector("[data-photos]");
  const template = form.querySelector("[data-upload-words]");
  const status = form.querySelector("[data-photo-status]");
  const { product } = form.dataset;
  const words = template.dataset;
  const queue = [];
  let sending = null, submitter = null;

  async function add(file, key = null) {
    const item = { file, key, row: template.content.firstElementChild.cloneNode(true) };
    item.row.querySelector("b").textContent = file.name;
    item.row.querySelector("progress").ariaLabel = file.name;
    place.append(item.row);
    picture(item);
    if (file.size > LIMIT) {
      settle(item, words.large, false);
      return;
    }
    line(item);
    if (key === null) {
      try { item.key = await kept.add(product, file); } catch { /* It goes up all the same, from this page. */ }
      if (item.isDone) forget(item);
    }
  }

  function line(item) {
    say(item, words.waiting);
    item.isLost = false;
    queue.push(item);
    next();
  }

  function next() {
    if (sending || !queue.length) {
      if (!sending) finish();
      return;
    }
    sending = queue.shift();
    send(sending);
  }

  // Whoever pressed a button of the form meanwhile has waited for the photos.
  function finish() {
    const button = submitter;
    submitter = null;
    if (button) form.requestSubmit(button);
  }

  function send(item) {
    const data = new FormData(form);
    data.delete("foto");
    data.append("foto", item.file, item.file.name);
    const request = new XMLHttpRequest();
    const bar = item.row.querySelector("progress");
    request.open("POST", place.dataset.uploads);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 5 * 60 * 1000;
    request.upload.onprogress = (event) => {
      bar.value = event.loaded / event.total;
      say(item, `${words.sending} ${Math.round(bar.value * 100)}%`);
    };
    request.onload = () => receive(item, request);
    request.onerror = request.ontimeout = () => {
      item.isLost = true;
      settle(item, words.lost, true);
    };
    request.onloadend = () => {
      sending = null;
      next();
    };
    say(item, words.sending);
    request.send(data);
  }

  function receive(item, request) {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* An error page. */ }
    if (request.status === 200 && answer.photos) {
      item.isDone = true;
      item.row.remove();
      forget(item);
      status.textContent = words.done;
      document.dispatchEvent(new CustomEvent("photos:changed", { detail: answer }));
    } else {
      const isOut = new URL(request.responseURL).pathname !== place.dataset.uploads;
      settle(item, answer.refused ?? (isOut ? words.out : words.failed), !answer.refused);
    }
  }

  // It did not go up: say why at the photo. One that was refused is not kept for the next visit.
  function settle(item, reason, isKept) {
    if (!isKept) forget(item);
    item.row.classList.add("is-refused");
    item.row.querySelector("progress").hidden = true;
    item.row.querySelector(".row").hidden = false;
    say(item, reason);
    item.row.querySelector(".upload__words").className = "upload__words field__error";
    status.textContent = `${item.file.name}: ${reason}`;
    item.row.querySelector("[data-upload-retry]").onclick = () => again(item);
    item.row.querySelector("[data-upload-drop]").onclick = () => {
      forget(item);
      waiting.delete(item);
      item.row.remove();
    };
    if (item.isLost) waiting.add(item);
  }

  const waiting = new Set();

  function again(item) {
    waiting.delete(item);
    item.row.classList.remove("is-refused");
    item.row.querySelector(".upload__words").className = "upload__words small";
    item.row.querySelector("progress").hidden = false;
    item.row.querySelector("progress").value = 0;
    item.row.querySelector(".row").hidden = true;
    if (item.file.size > LIMIT) settle(item, words.large, false);
    else line(item);
  }

  function forget(item) {
    if (item.key !== null) kept.forget(item.key).catch(() => {});
  }

  function say(item, text) {
    item.row.querySelector(".upload__words").textContent = text;
  }

  // A small picture beside the name, where the browser can read the file.
  async function picture(item) {
    try {
      const bitmap = await createImageBitmap(item.file, { resizeWidth: 96, resizeHeight: 96 });
      item.row.querySelector("canvas").getContext("2d").drawImage(bitmap, 0, 0);
      bitmap.close();
    } catch { /* Its name is enough. */ }
  }

  function take(input) {
    for (const file of input.files) add(file);
    input.value = "";
  }

  section.addEventListener("change", (event) => event.target.type === "file" && take(event.target));
  // On a slow line photos may be chosen before this script has arrived.
  section.querySelectorAll("[type=file]").forEach(take);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !(sending || queue.length) || event.submitter?.hasAttribute("data-typing-discard")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter;
    status.textContent = words.finishing;
  }, true);
  addEventListener("online", () => {
    for (const item of [...waiting]) again(item);
  });
  // Files dropped onto the photos on a desktop.
  section.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  section.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    for (const file of event.dataTransfer.files) add(file);
  });

  kept.of(product).then((items) => {
    for (const { file, name, key } of items) add(file instanceof File ? file : new File([file], name), key);
  }).catch(() => {});
}
