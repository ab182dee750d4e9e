#include "heed/predict/end_state.hpp"

#include <cmath>

namespace heed {
namespace {

/// An observable at the end, or what the last opinions give for it.
double measured(const Record& record, const std::string& observable, std::size_t topic,
                double (*of)(const Eigen::VectorXd&)) {
  const double recorded = at_end(record, observable);
  if (!std::isnan(recorded)) return recorded;
  const auto last = last_opinions(record);
  return last ? of(last->col(static_cast<Eigen::Index>(topic))) : recorded;
}

double mean(const Eigen::VectorXd& x) { return x.mean(); }
double polarization(const Eigen::VectorXd& x) { return (x.array() - x.mean()).square().sum(); }
double variance(const Eigen::VectorXd& x) { return polarization(x) / static_cast<double>(x.size()); }

}  // namespace

void add_end_state(Answer& answer, const Case& c, std::size_t topic, const Eigen::VectorXd& end) {
  const std::string suffix = c.topic_suffix(topic);
  const auto add = [&](const std::string& name, double (*of)(const Eigen::VectorXd&)) {
    const std::string observable = name + suffix;
    answer.predictions.push_back(
        {.quantity = observable + " at the end", .value = of(end), .measured = [=](const Record& record) {
           return measured(record, observable, topic, of);
         }});
  };
  add("mean", mean);
  add("variance", variance);
  add("polarization", polarization);
  answer.predictions.push_back({.quantity = "largest difference of an agent" + suffix,
                                .value = 0,
                                .measured = [=](const Record& record) {
                                  const auto last = last_opinions(record);
                                  if (!last) return std::nan("");
                                  const auto x = last->col(static_cast<Eigen::Index>(topic));
                                  return (x - end).cwiseAbs().maxCoeff();
                                }});
}

}  // namespace heed
