/** Shows that the microphone hears something; nothing is recorded or sent. */

/**
 * @param {HTMLMeterElement} meter
 * @returns {(stream: MediaStream|null) => void} call it with each new stream
 */
export function createLevelMeter(meter) {
  let context = null;
  let source = null;
  let analyser = null;
  let samples = null;

  function listen(stream) {
    context ??= new AudioContext();
    analyser ??= new AnalyserNode(context, { fftSize: 512 });
    samples ??= new Float32Array(analyser.fftSize);
    source?.disconnect();
    source = context.createMediaStreamSource(stream);
    source.connect(analyser);
    // Some browsers start audio only after a touch; the meter then moves from the first touch on.
    if (context.state === "suspended") document.addEventListener("pointerdown", () => context.resume(), { once: true });
  }

  function show() {
    const visible = meter.checkVisibility?.() ?? true;
    if (analyser && visible) {
      analyser.getFloatTimeDomainData(samples);
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      meter.value = Math.min(1, Math.sqrt(loudest));
    }
    setTimeout(() => requestAnimationFrame(show), 80);
  }

  show();
  return (stream) => {
    if (stream?.getAudioTracks().length) listen(stream);
    else source?.disconnect();
  };
}
