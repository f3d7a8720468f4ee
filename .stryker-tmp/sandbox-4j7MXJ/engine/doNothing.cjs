/** The least that a dynamic provider can do: the floor that the bench measures against, and an output that is late. */
// @ts-nocheck

module.exports = {
  check: (_olds, news) => Promise.resolve({ inputs: news, failures: [] }),
  diff: (_id, olds, news) =>
    Promise.resolve(
      JSON.stringify(olds.value) === JSON.stringify(news.value) ? { changes: false } : {},
    ),
  create: (inputs) => Promise.resolve({ id: "nothing", outs: { value: inputs.value } }),
  update: (_id, _olds, news) => Promise.resolve({ outs: { value: news.value } }),
  read: (id, props) => Promise.resolve({ id, props, inputs: { value: props.value } }),
  delete: () => Promise.resolve(),
};
