// The side of heed in layers_beside_torch.py: the median milliseconds of a pass forth and back.
//
//     heed_layers_beside_torch attention|causal|block THREADS ROUNDS
#include "heed/core/parallel.hpp"
#include "heed/layers/block.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <vector>

using namespace heed;
using namespace heed::layers;

namespace {

Matrix<float> normal_matrix(Index rows, Index columns, std::uint64_t which) {
  Matrix<float> out(rows, columns);
  Stream stream(1, Purpose::data, which);
  for (float& x : out.reshaped()) x = static_cast<float>(stream.normal());
  return out;
}

double median_milliseconds(int rounds, const std::function<void()>& work) {
  work();
  std::vector<double> took;
  for (int r = 0; r < rounds; ++r) {
    const auto start = std::chrono::steady_clock::now();
    work();
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(took.begin(), took.end());
  return took[took.size() / 2];
}

/// 8 heads of 64, 1024 places: q, k, v and the gradient given.
double attention(bool causal, int rounds) {
  const Index places = 1024, heads = 8, depth = 64;
  const Matrix<float> query = normal_matrix(places, heads * depth, 1),
                      key = normal_matrix(places, heads * depth, 2),
                      value = normal_matrix(places, heads * depth, 3),
                      told = normal_matrix(places, heads * depth, 4), none(0, 0);
  const Hearing hearing{.causal = causal};
  const Said<float> said{query, key, value, none, hearing, {1, places, places, heads, depth}, 0.125F};
  Matrix<float> out(places, heads * depth), bias(0, 0);
  DenseKept<float> kept;
  SaidGradient<float> gradient{query, key, value, bias};
  return median_milliseconds(rounds, [&] {
    dense_forward(said, kept, out);
    dense_backward(said, kept, out, told, gradient);
  });
}

/// 32 sequences of 64 places, width 128, 4 heads.
double block(int rounds) {
  Stream stream(1, Purpose::weights);
  Block<float> layer({.attention = {.width = 128, .heads = 4}}, stream);
  const Matrix<float> x = normal_matrix(32 * 64, 128, 1), told = normal_matrix(32 * 64, 128, 2);
  return median_milliseconds(rounds, [&] {
    Block<float>::Cache cache;
    layer.forward(x, {.sequences = 32}, cache);
    layer.backward(told, cache);
  });
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fprintf(stderr, "usage: heed_layers_beside_torch attention|causal|block THREADS ROUNDS\n");
    return 2;
  }
  use_threads(std::atoi(words[2]));
  const int rounds = std::max(1, std::atoi(words[3]));
  const bool causal = std::strcmp(words[1], "causal") == 0;
  std::printf("%.3f\n", std::strcmp(words[1], "block") == 0 ? block(rounds) : attention(causal, rounds));
}
