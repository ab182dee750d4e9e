#pragma once
#include "heed/attention/attention.hpp"
#include "heed/motion/motion.hpp"

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// A dynamics says what heeding does to the state in one step. A classical model is a setting of attention,
/// so it also settles those settings that make it that model; `settles` names them, and a scenario file must
/// leave them alone. One file of the catalogue `dynamics`.
template <class D>
concept Dynamics = requires(const D d, Attention& attention) {
  { D::summary } -> std::convertible_to<std::string_view>;
  { D::settles() } -> std::same_as<std::vector<std::string>>;  // keys of [attention]
  { d.update() } -> std::same_as<Update>;
  d.settle(attention);
};

/// A dynamics in continuous time: it makes a flow, and says how that goes through time. With θ from `update`
/// agents are pulled back too; α and σ play no part.
template <class D>
concept FlowDynamics = Dynamics<D> && requires(const D d, const FlowContext& context) {
  { d.pace } -> std::convertible_to<Pace>;
  { d.template flow<double>(context) } -> std::same_as<std::unique_ptr<Flow<double>>>;
  { d.template flow<float>(context) } -> std::same_as<std::unique_ptr<Flow<float>>>;
};

}  // namespace heed
