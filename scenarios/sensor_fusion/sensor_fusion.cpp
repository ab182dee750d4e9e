#include "scenarios/sensor_fusion/sensor_fusion.hpp"

#include "scenarios/inputs.hpp"
#include "scenarios/sensor_fusion/recording.hpp"
#include "scenarios/sensor_fusion/remarks.hpp"

namespace heed::scenarios {

void SensorFusion::fields(Fields& f) {
  f.table("run", run_, "how many moments, and with which random numbers");
  f.table("sensors", sensors_, "who measures, and how well");
  f.table("fusion", fusion_, "how what sensors say becomes one number");
  f.table("record", record_, "what is kept");
}

Frame SensorFusion::frame() const {
  const std::int64_t known =
      std::visit([](const auto& s) { return s.known_moments(); }, sensors_.kind.part());
  Frame out{.seed = run_.seed,
            .steps = steps_ > 0 ? steps_ : run_.of(known),
            .every = record_.every,
            .output = record_.file.resolved,
            .checkpoint = run_.checkpoint.every(),
            .names = FusionRecording::names(),
            .shape = fusion_.names()};
  out.shape.push_back(std::visit([](const auto& s) { return s.shape(); }, sensors_.kind.part()));
  return out;
}

void SensorFusion::check(const ScenarioFile& file, std::vector<Problem>& problems) {
  if (const auto* from = sensors_.kind.get<sensors::File>())
    need_file(file, "sensors.file", from->file, problems);
}

Fusion SensorFusion::make() {
  auto readings = std::visit([&](const auto& s) { return s.make(static_cast<std::uint64_t>(run_.seed)); },
                             sensors_.kind.part());
  steps_ = run_.of(readings->moments());
  return Fusion(fusion_, std::move(readings));
}

Outcome SensorFusion::rehearse(const ScenarioFile&) {
  const Fusion fusion = make();
  return {
      .notes = fusion.readings().notes, .warnings = {}, .facts = facts_of(fusion.readings()), .measured = {}};
}

Outcome SensorFusion::run(const ScenarioFile&, Recorder& recorder, Monitor& monitor) {
  Fusion fusion = make();
  FusionRecording recording(record_, fusion_.names(), fusion, recorder);
  const auto sensors = static_cast<double>(fusion.readings().sensors.size());
  const Carry carry = [&](Carried& c) { fusion.carried(c, steps_); };
  monitor.resume(carry);
  while (fusion.steps() < steps_) {
    monitor.between(fusion.steps(), steps_, carry);
    fusion.step();
    if (fusion.steps() == steps_ || fusion.steps() % record_.every == 0) recording.record();
    monitor.progress(fusion.steps(), steps_, sensors, "estimate", fusion.fused().front().value);
  }
  Outcome out{.steps = fusion.steps(),
              .ending = Ending::complete,
              .notes = fusion.readings().notes,
              .warnings = warnings_of(fusion),
              .facts = facts_of(fusion.readings()),
              .measured = recording.measured()};
  add_notes(fusion, fusion_.names(), out.notes);
  write_outcome(recorder, out);
  return out;
}

}  // namespace heed::scenarios
