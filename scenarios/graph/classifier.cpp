#include "scenarios/graph/classifier.hpp"

#include "heed/layers/sums.hpp"

#include <cmath>

namespace heed::scenarios::graph {

void log_softmax(Matrix<float>& logits) {
  layers::for_rows(logits.rows(), [&](Eigen::Index i) {
    auto row = logits.row(i);
    const float best = row.maxCoeff();
    row.array() -= best + std::log((row.array() - best).exp().sum());
  });
}

}  // namespace heed::scenarios::graph
