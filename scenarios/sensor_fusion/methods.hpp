#pragma once
#include "heed/core/choice.hpp"
#include "scenarios/sensor_fusion/methods/attention.hpp"
#include "scenarios/sensor_fusion/methods/best_sensor.hpp"
#include "scenarios/sensor_fusion/methods/blue.hpp"
#include "scenarios/sensor_fusion/methods/kalman.hpp"
#include "scenarios/sensor_fusion/methods/learned.hpp"
#include "scenarios/sensor_fusion/methods/mean.hpp"
#include "scenarios/sensor_fusion/methods/median.hpp"
#include "scenarios/sensor_fusion/methods/robust.hpp"
#include "scenarios/sensor_fusion/methods/tracking.hpp"
#include "scenarios/sensor_fusion/methods/watchful.hpp"

#include <tuple>

namespace heed::scenarios::methods {

/// Ways to fuse sensors, attention's own first, then what it is held against.
using Catalogue =
    std::tuple<Attention, Tracking, Robust, Watchful, Learned, Mean, Median, BestSensor, Blue, Kalman>;

}  // namespace heed::scenarios::methods
