#include "heed/predict/case.hpp"

#include "heed/chain/balance.hpp"

#include <utility>
#include <vector>

namespace heed {

double pairs_of_rows(const Simulation<double>& simulation) {
  const double agents = simulation.network().agents();
  for (const auto& mask : simulation.attention().masks)
    if (mask.get<masks::All>() != nullptr) return agents * agents;
  return simulation.attend().pairs();
}

Case::Case(Setup setup)
    : simulation_(std::move(setup.model), std::move(setup.network), setup.seed),
      update_(simulation_.model().update()),
      changes_(std::move(setup.changes)),
      steps_(setup.steps),
      seed_(setup.seed) {}

std::optional<double> Case::temperature() const {
  if (const auto* constant = attention().temperature.get<temperatures::Constant>()) return constant->value;
  return std::nullopt;
}

std::string Case::topic_suffix(std::size_t topic) const {
  const auto& topics = model().opinions.topics;
  return topics.size() == 1 ? "" : "[" + topics[topic] + "]";
}

const Chain& Case::chain() const {
  if (chain_) return *chain_;
  std::vector<Eigen::Triplet<double>> cells;
  Row<double> row;
  for (Agent i = 0; i < network().agents(); ++i) {
    simulation_.attend().weights(i, Said<double>(first()),
                                 simulation_.temperatures()[static_cast<std::size_t>(i)], row);
    if (row.heard.empty()) cells.emplace_back(i, i, 1.0);
    for (std::size_t k = 0; k < row.heard.size(); ++k)
      if (row.weight[k] > 0) cells.emplace_back(i, row.heard[k], row.weight[k]);
  }
  chain_.emplace(network().agents(), network().agents());
  chain_->setFromTriplets(cells.begin(), cells.end());
  return *chain_;
}

const Chain& Case::step_chain() const {
  if (!step_chain_) step_chain_ = lazy(chain(), update_.rate);
  return *step_chain_;
}

const ClosedClasses& Case::classes() const {
  if (!classes_) classes_ = closed_classes(graph_of(chain()));
  return *classes_;
}

void Case::analyse() const {
  if (std::exchange(analysed_, true)) return;
  balance_ = detailed_balance(chain());
  if (!balance_) {
    stationary_ = heed::stationary(step_chain());
    return;
  }
  ends_ = spectrum_ends(step_chain(), *balance_);
  stationary_ = Stationary{*balance_, ends_ ? ends_->modulus() : std::nan("")};
}

const Stationary* Case::stationary() const {
  analyse();
  return stationary_ ? &*stationary_ : nullptr;
}

bool Case::balanced() const {
  analyse();
  return balance_.has_value();
}

const Ends* Case::ends() const {
  analyse();
  return ends_ ? &*ends_ : nullptr;
}

}  // namespace heed
