// Passkeys: ask the browser to make or to use one, and send its answer with the form.
// data-passkey is "create", "use" (options in the form's JSON) or "sign-in" (options from the form's address).
const isSupported = Boolean(window.PublicKeyCredential);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (isSupported) form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
}

async function answer(form) {
  const { publicKey } = await options(form);
  publicKey.challenge = bytes(publicKey.challenge);
  for (const list of [publicKey.allowCredentials, publicKey.excludeCredentials])
    for (const each of list ?? []) each.id = bytes(each.id);
  if (form.dataset.passkey !== "create") return asJson(await navigator.credentials.get({ publicKey }));
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return asJson(await navigator.credentials.create({ publicKey }));
}

async function options(form) {
  const given = form.querySelector("script[type='application/json']");
  if (given) return JSON.parse(given.textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.status);
  return (await response.json()).request_options;
}

function asJson(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[name]) response[name] = text(credential.response[name]);
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
