#include "heed/theory/critical_temperature.hpp"

#include "heed/predict/conditions.hpp"
#include "heed/predict/root.hpp"
#include "heed/predict/shape.hpp"

#include <cmath>
#include <numbers>

namespace heed::theory {
namespace {

/// Where order ends, and how much of it there is at the T of the setting.
struct Transition {
  double critical = std::nan(""), order = 0;
  std::string remark{};
};

Reason unless_choice_of_two(const Case& c) {
  const auto& choice = *c.model().dynamics.kind.get<dynamics::LogitChoice>();
  if (choice.values.size() != 2 || choice.values[0] != -choice.values[1] || choice.values[0] == 0)
    return "the values are not two opposite ones";
  if (choice.preference != 0) return "all share a preference, so there is a majority at any temperature";
  if (!(choice.coupling > 0)) return "those heard repel, or have no influence (coupling)";
  return {};
}

/// z J' given: what all those heard do together.
Transition transition_of(const Case& c, double total) {
  const double t = *c.temperature();
  if (unless_everyone(c).empty()) return {total, mean_field_magnetization(total / t), "as N grows"};
  const Graph& graph = c.network().graph;
  const auto degree = regular_degree(graph);
  if (c.attention().self_ties == SelfTies::add || !degree || *degree < 2) return {};
  const double coupling = total / static_cast<double>(*degree);
  if (*degree == 2) return {0, 0, "on a ring there is none above 0"};
  if (square_torus(graph))
    return {2 * coupling / std::log(1 + std::numbers::sqrt2), lattice_magnetization(coupling / t),
            "square lattice, as its sides grow"};
  if (!locally_a_tree(graph)) return {};
  const auto z = static_cast<double>(*degree);
  return {2 * coupling / std::log(z / (z - 2)), tree_magnetization(*degree, coupling / t),
          "random graph of degree " + to_text(z) + ", as N grows"};
}

}  // namespace

double mean_field_magnetization(double inverse) {
  return falls_through_zero([=](double m) { return std::tanh(inverse * m) - m; }, 1e-7, 1, 0);
}

double lattice_magnetization(double coupling) {
  const double s = std::sinh(2 * coupling);
  return s > 1 ? std::pow(1 - std::pow(s, -4), 0.125) : 0.0;
}

double tree_magnetization(std::int64_t degree, double coupling) {
  // h is what z - 1 neighbours bring to the next, in units of T; m is what all z bring.
  const auto branches = static_cast<double>(degree - 1);
  const double t = std::tanh(coupling);
  const auto more = [=](double h) { return branches * std::atanh(t * std::tanh(h)) - h; };
  const double h = falls_through_zero(more, 1e-7, branches * coupling, 0);
  return std::tanh(h * (branches + 1) / branches);
}

Answer CriticalTemperature::operator()(const Case& c) const {
  Reason reason = unless_dynamics<dynamics::LogitChoice>(c);
  if (reason.empty())
    reason = first_of({unless_choice_of_two(c), unless_one_temperature(c), unless_plain_ties(c)});
  if (reason.empty() && c.model().dynamics.schedule.get<schedules::Synchronous>())
    reason = "agents choose all at once, which has another law than Boltzmann's";
  if (!reason.empty()) return {reason, {}};
  const auto& choice = *c.model().dynamics.kind.get<dynamics::LogitChoice>();
  const double heard = choice.field == dynamics::LogitChoice::Of::sum ? c.pairs() / c.agents() : 1;
  const double value = std::abs(choice.values[0]);
  const Transition found = transition_of(c, choice.coupling * value * value * heard);
  if (std::isnan(found.critical))
    return {
        "no critical temperature is known for this graph: it is neither everyone, nor a periodic square "
        "lattice, nor a random one of equal degrees",
        {}};
  Answer out;
  out.predictions.push_back({"critical temperature", found.critical, found.remark});
  for (std::size_t topic = 0; topic < c.model().opinions.topics.size(); ++topic) {
    const std::string observable = "magnetization" + c.topic_suffix(topic);
    out.predictions.push_back({.quantity = observable + " in the long run",
                               .value = value * found.order,
                               .remark = found.order > 0
                                             ? found.remark
                                             : "of N agents about 1 / √N of chance is left, more near T_c",
                               .measured = [=](const Record& r) { return second_half(r, observable); }});
  }
  return out;
}

}  // namespace heed::theory
