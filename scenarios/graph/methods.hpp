#pragma once
#include "heed/core/choice.hpp"
#include "scenarios/graph/methods/attention.hpp"
#include "scenarios/graph/methods/gat.hpp"
#include "scenarios/graph/methods/gatv2.hpp"
#include "scenarios/graph/methods/gcn.hpp"
#include "scenarios/graph/methods/label_propagation.hpp"
#include "scenarios/graph/methods/mlp.hpp"
#include "scenarios/graph/methods/posterior.hpp"

#include <tuple>

namespace heed::scenarios::graph::methods {

/// Ways to tell classes, attention first, then what it is held against.
using Catalogue = std::tuple<Attention, Gat, Gatv2, Gcn, Mlp, LabelPropagation, Posterior>;

}  // namespace heed::scenarios::graph::methods
