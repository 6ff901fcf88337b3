// Passkeys: asks the server for a question, the device for its answer, and hands that back. Without script, or where
// the browser has no passkeys, the part that offers them stays hidden and the form below it does the same job.
const form = document.querySelector('[data-passkey]');
const part = form?.querySelector('[data-passkey-part]');
const said = form?.querySelector('[data-passkey-said]');

const post = async (path, body) => {
    const answer = await fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.status === 204 ? {} : answer.json();
};

const answerOf = async ({ question, options }) => {
    const credential = options.user
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return { question, credential: credential.toJSON() };
};

if (part && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    part.hidden = false;
    part.querySelector('button').addEventListener('click', async () => {
        said.hidden = true;
        const path = form.dataset.passkey;
        const name = path.startsWith('/api/invitations/') ? form.elements.name.value : undefined;
        try {
            const done = await post(path, { name, ...await answerOf(await post(`${path}/question`, { name })) });
            if (done.next) location.assign(done.next);
            else location.reload();
        } catch {
            // The device said no, the person changed their mind, or the server did not take it: one sentence for all.
            said.hidden = false;
        }
    });
}
