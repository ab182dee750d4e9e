// The example of engine/heed/layers/README.md, line by line, and that what it trains works.
#include "heed/core/parallel.hpp"
#include "heed/layers/adam.hpp"
#include "heed/layers/block.hpp"
#include "heed/layers/embedding.hpp"
#include "heed/layers/loss.hpp"
#include "heed/layers/weights_file.hpp"

#include <fstream>
#include <iterator>
#include <numeric>

#include "../core/temporary_folder.hpp"
#include "catch.hpp"
#include "restored.hpp"

using namespace heed;
using heed::tests::ThreadsRestored;

namespace {

/// Sequences of six keys with a value each, and one of the keys again, to be told its value.
struct Batch {
  Eigen::Index sequences;
  std::vector<std::int32_t> key, value, answer;  ///< (sequences · 7)
  std::vector<float> counts;                     ///< 1 for the row that asks
};

Batch draw(Eigen::Index sequences, std::uint64_t number) {
  Stream stream(5, Purpose::data, number);
  Batch out{sequences, {}, {}, {}, {}};
  std::vector<std::int32_t> keys(8);
  std::iota(keys.begin(), keys.end(), 0);
  for (Eigen::Index b = 0; b < sequences; ++b) {
    shuffle(keys, stream);
    for (std::size_t j = 0; j < 6; ++j) {
      out.key.push_back(keys[j]);
      out.value.push_back(1 + static_cast<std::int32_t>(stream.below(8)));
    }
    const std::size_t asked = stream.below(6), first = out.value.size() - 6;
    out.key.push_back(keys[asked]);
    out.value.push_back(0);
    out.answer.insert(out.answer.end(), 6, 0);
    out.answer.push_back(out.value[first + asked]);
    out.counts.insert(out.counts.end(), {0, 0, 0, 0, 0, 0, 1});
  }
  return out;
}

// README: from here
/// Says which value stands beside the key that is asked for.
struct Recall {
  layers::Embedding<float> keys, values;
  layers::Block<float> block;
  layers::Linear<float> head;

  explicit Recall(Stream stream)
      : keys(8, 32, stream),
        values(9, 32, stream),
        block({.attention = {.width = 32, .heads = 4}, .hidden = 64}, stream),
        head(32, 9, stream) {}

  struct Cache {
    layers::Embedding<float>::Cache keys, values;
    layers::Block<float>::Cache block;
    layers::Linear<float>::Cache head;
  };

  Matrix<float> forward(const Batch& batch, Cache& cache) const {
    const Matrix<float> x = keys.forward(batch.key, cache.keys) + values.forward(batch.value, cache.values);
    return head.forward(block.forward(x, {.sequences = batch.sequences}, cache.block), cache.head);
  }
  void backward(const Matrix<float>& grad_out, const Cache& cache) {
    const Matrix<float> grad_x = block.backward(head.backward(grad_out, cache.head), cache.block);
    keys.backward(grad_x, cache.keys);
    values.backward(grad_x, cache.values);
  }
  void parameters(const layers::Visit<float>& visit) {
    keys.parameters(layers::under("keys", visit));
    values.parameters(layers::under("values", visit));
    block.parameters(layers::under("block", visit));
    head.parameters(layers::under("head", visit));
  }
};

void train(Recall& model, std::uint64_t steps) {
  const auto parameters = layers::parameters_of<float>(model);
  layers::Adam<float> adam(
      {.rate = layers::CosineRate{.rate = 5e-3, .steps = steps, .warmup = 20}, .clip = 1});
  while (adam.steps() < steps) {
    const Batch batch = draw(64, adam.steps());
    Recall::Cache cache;
    layers::clear_gradients(parameters);
    const auto loss = layers::cross_entropy<float>(model.forward(batch, cache), batch.answer, batch.counts);
    model.backward(loss.gradient, cache);
    adam.step(parameters);
  }
}
// README: to here

double accuracy(const Recall& model, const Batch& batch) {
  Recall::Cache cache;
  const Matrix<float> logits = model.forward(batch, cache);
  int right = 0;
  for (Eigen::Index i = 6; i < logits.rows(); i += 7) {
    Eigen::Index best = 0;
    logits.row(i).maxCoeff(&best);
    right += best == batch.answer[static_cast<std::size_t>(i)];
  }
  return right / static_cast<double>(batch.sequences);
}

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(HEED_SOURCE_DIR) + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  REQUIRE(begin != std::string::npos);
  const auto start = begin + from.size(), end = text.find(to, start);
  REQUIRE(end != std::string::npos);
  return text.substr(start, end - start);
}

}  // namespace

TEST_CASE("a block learns to look up a value by its key, and keeps it in a file", "[layers]") {
  Recall model(Stream(1, Purpose::weights));
  const Batch unseen = draw(2000, 1u << 20);
  CHECK(accuracy(model, unseen) < 0.25);  // one of eight values by chance
  train(model, 400);
  CHECK(accuracy(model, unseen) > 0.99);

  const tests::TemporaryFolder folder;
  layers::save_weights(folder.path("recall.h5"), layers::parameters_of<float>(model));
  Recall again(Stream(2, Purpose::weights));
  CHECK(accuracy(again, unseen) < 0.25);
  layers::load_weights(folder.path("recall.h5"), layers::parameters_of<float>(again));
  Recall::Cache one, other;
  CHECK(again.forward(unseen, one) == model.forward(unseen, other));
}

TEST_CASE("training gives the same bits on any number of threads", "[layers]") {
  const ThreadsRestored restored;
  std::vector<Matrix<float>> first;
  for (const int count : {1, 2, 3}) {
    use_threads(count);
    Recall model(Stream(1, Purpose::weights));
    train(model, 20);
    const auto parameters = layers::parameters_of<float>(model);
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      INFO(count << " threads, " << parameters[p].name);
      if (count == 1) first.push_back(parameters[p].parameter->value);
      CHECK(parameters[p].parameter->value == first[p]);
    }
  }
}

TEST_CASE("the README of layers shows the example that is tested", "[layers]") {
  const std::string shown = between(text_of("/engine/heed/layers/README.md"), "```cpp\n", "```");
  const std::string tested =
      between(text_of("/tests/unit/layers/recall_test.cpp"), "// README: from here\n", "// README: to here");
  CHECK(shown == tested);
}
