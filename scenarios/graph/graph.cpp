#include "scenarios/graph/graph.hpp"

#include "scenarios/graph/recording.hpp"
#include "scenarios/graph/remarks.hpp"
#include "scenarios/inputs.hpp"

namespace heed::scenarios {

void Graph::Run::fields(Fields& f) {
  f("seed", seed, between(0, static_cast<double>(largest_seed)), "seed of every random number of the run");
  f("steps", steps, between(1, 1e9), "epochs at most");
  checkpoint.field(f);
}

void Graph::fields(Fields& f) {
  f.table("run", run_, "how long, and with which random numbers");
  f.table("graph", graph_, "who can hear whom");
  f.table("task", task_, "what is known of agents, and what is to be told");
  course_.fields(f);
  f.table("record", record_, "what is kept");
}

Frame Graph::frame() const {
  return {.seed = run_.seed,
          .steps = run_.steps,
          .every = record_.every,
          .output = record_.file.resolved,
          .checkpoint = run_.checkpoint.every(),
          .names = graph::CourseRecording::names(),
          .shape = course_.names()};
}

void Graph::check(const ScenarioFile& file, std::vector<Problem>& problems) {
  need_files(file, graph_, problems);
  if (const auto* words = task_.kind.get<graph::tasks::Words>())
    need_file(file, "task.file", words->file, problems);
}

graph::Course Graph::make() const {
  const auto seed = static_cast<std::uint64_t>(run_.seed);
  Network network = graph_.make(seed);
  return {
      course_,
      std::visit([&](const auto& task) { return task.make(std::move(network), seed); }, task_.kind.part()),
      seed};
}

Outcome Graph::rehearse(const ScenarioFile&) {
  const graph::Course course = make();
  return {.notes = graph::notes_of(course.task()),
          .warnings = {},
          .facts = graph::facts_of(course),
          .measured = {}};
}

Outcome Graph::run(const ScenarioFile&, Recorder& recorder, Monitor& monitor) {
  graph::Course course = make();
  const std::vector<std::string> methods = course_.names();
  graph::CourseRecording recording(record_, methods, course, recorder);
  const Carry carry = [&](Carried& c) { course.carried(c, run_.steps); };
  monitor.resume(carry);
  while (course.steps() < run_.steps && !course.finished()) {
    monitor.between(course.steps(), run_.steps, carry);
    course.step();
    const bool last = course.steps() == run_.steps || course.finished();
    if (last || course.steps() % record_.every == 0) recording.record();
    monitor.progress(course.steps(), run_.steps, static_cast<double>(course.pairs()), "loss",
                     course.standings().front().validation_loss);
  }
  recording.finish();
  Outcome out{.steps = course.steps(),
              .ending = course.finished() ? Ending::converged : Ending::horizon,
              .notes = graph::notes_of(course.task()),
              .warnings = graph::warnings_of(course, methods),
              .facts = graph::facts_of(course),
              .measured = recording.measured()};
  graph::add_notes(course, methods, out.notes);
  write_outcome(recorder, out);
  return out;
}

}  // namespace heed::scenarios
