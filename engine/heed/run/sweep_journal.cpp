#include "heed/run/sweep_journal.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/packed.hpp"
#include "heed/run/sweep_file.hpp"

#include <optional>

#include <fmt/format.h>

namespace heed {
namespace {

constexpr std::string_view magic = "heedrun3";  // the last letter counts the versions of this format
constexpr std::chrono::seconds between_syncs{5};

enum class RecordKind : std::uint64_t { identity, shape, result };

/// The kind of a record; the rest is to be taken from `in`.
RecordKind kind_of(Unpacker& in) { return static_cast<RecordKind>(in.number(3)); }

Packer packed(RecordKind kind) {
  Packer out;
  out.number(static_cast<std::uint64_t>(kind));
  return out;
}

SweepIdentity unpack_identity(Unpacker& in) {
  SweepIdentity out;
  const std::vector<std::string> names = in.texts(), values = in.texts();
  for (std::size_t k = 0; k < std::min(names.size(), values.size()); ++k)
    out.facts.emplace_back(names[k], values[k]);
  return out;
}

std::string pack(const SweepShape& shape) {
  Packer out = packed(RecordKind::shape);
  out.number(shape.axes.size());
  for (const Axis& axis : shape.axes) out.axis(axis);
  out.number(shape.variables.size());
  for (const Variable& variable : shape.variables) out.variable(variable);
  return out.bytes();
}

SweepShape unpack_shape(Unpacker& in) {
  SweepShape out;
  for (std::uint64_t left = in.number(); left > 0; --left) out.axes.push_back(in.axis());
  for (std::uint64_t left = in.number(); left > 0; --left) out.variables.push_back(in.variable());
  return out;
}

std::string pack(const SweepShape& shape, const RunResult& result) {
  Packer out = packed(RecordKind::result);
  out.number(result.run);
  out.number(static_cast<std::uint64_t>(result.status));
  out.real(result.steps);
  out.text(result.message);
  for (std::size_t v = 0; v < shape.variables.size(); ++v)
    out.reals(result.values[v], shape.variables[v].type);
  return out.bytes();
}

RunResult unpack_result(Unpacker& in, const SweepShape& shape) {
  RunResult out;
  out.run = in.number();
  out.status = static_cast<RunStatus>(in.number(static_cast<std::uint64_t>(RunStatus::complete) + 1));
  out.steps = in.real();
  out.message = in.text();
  for (const Variable& variable : shape.variables) out.values.push_back(in.reals(variable.type));
  return out;
}

/// The path of the journal. To begin one, no other program's file may have the name of a run that is kept.
std::filesystem::path place_for(const std::filesystem::path& output, OldRuns old) {
  std::filesystem::path out = output.string() + ".runs";
  if (old != OldRuns::resume) RunsUnderWay(out).refuse_foreign();
  return out;
}

}  // namespace

SweepJournal::SweepJournal(const std::filesystem::path& output, const SweepIdentity& identity, OldRuns old)
    : log_(place_for(output, old), magic), kept_(log_.path()) {
  std::string record;
  if (old == OldRuns::drop || !log_.next(record)) {
    begin(identity);
    return;
  }
  if (old == OldRuns::resume) {
    SweepIdentity there;
    readable(
        [&](Unpacker in) {
          if (kind_of(in) == RecordKind::identity) there = unpack_identity(in);
        },
        record);
    const std::string difference = there.difference(identity);
    if (difference.empty()) {
      under_way_ = kept_.read();
      for (const auto& [run, state] : under_way_) are_kept_.insert(run);
      empty_ = false;  // there may be something: what is known when it is replayed
      return;
    }
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is of another sweep: {}; choose another name with -o, or begin "
                            "anew with --force and without --resume",
                            log_.path().string(), difference));
  }
  std::int64_t runs = 0;
  while (log_.next(record)) readable([&](Unpacker in) { runs += kind_of(in) == RecordKind::result; }, record);
  runs += static_cast<std::int64_t>(kept_.read().size());
  if (runs > 0)
    throw Error(ErrorKind::usage,
                fmt::format("'{}' holds {} of a sweep that did not end; go on with --resume, or "
                            "begin anew with --force",
                            log_.path().string(), counted(runs, "run")));
  begin(identity);
}

template <class Read> void SweepJournal::readable(Read read, const std::string& record) const {
  try {
    read(Unpacker(record));
  } catch (const Error& e) {
    throw Error(ErrorKind::data,
                fmt::format("'{}' is damaged: {}; begin anew with --force", log_.path().string(), e.what()));
  }
}

SweepJournal::~SweepJournal() {
  if (empty_) remove();
}

void SweepJournal::remove() {
  if (!log_.is_there()) return;  // else they are someone else's
  kept_.remove_all();
  log_.remove();
}

void SweepJournal::begin(const SweepIdentity& identity) {
  kept_.remove_all();
  log_.clear();
  Packer out = packed(RecordKind::identity);
  std::vector<std::string> names, values;
  for (const auto& [name, value] : identity.facts) {
    names.push_back(name);
    values.push_back(value);
  }
  out.texts(names);
  out.texts(values);
  log_.append(out.bytes());
}

void SweepJournal::replay(SweepFile& file) {
  std::string record;
  std::size_t runs = 0;
  std::optional<SweepShape> shape;  // believed once there is a result that has as many values
  const auto take = [&](Unpacker in) {
    const RecordKind kind = kind_of(in);
    if (kind == RecordKind::shape && !has_shape_) {
      shape = unpack_shape(in);
      if (file.shape()) shape = *file.shape();
    } else if (kind == RecordKind::result && shape) {
      const RunResult result = unpack_result(in, *shape);
      check_fits(result, *shape);
      if (!file.shape()) file.declare(*shape);
      has_shape_ = true;
      file.put(result);
      if (under_way_.erase(result.run) > 0) kept_.remove(result.run);  // it was killed between the two
      ++runs;
    }
    in.finish();
  };
  while (log_.next(record)) readable(take, record);
  std::erase_if(under_way_, [&](const auto& left) { return left.first >= file.runs(); });
  empty_ = runs + under_way_.size() == 0;
}

void SweepJournal::put(const SweepShape& shape, const RunResult& result) {
  if (!has_shape_) log_.append(pack(shape));
  has_shape_ = true;
  log_.append(pack(shape, result));
  empty_ = false;
  const bool left = are_kept_.erase(result.run) > 0;
  if (left || std::chrono::steady_clock::now() - synced_ >= between_syncs) sync();
  if (left) kept_.remove(result.run);
}

void SweepJournal::put_under_way(std::size_t run, const std::string& state) {
  sync();  // a state is worth nothing without the journal it is of
  kept_.keep(run, state);
  are_kept_.insert(run);
  empty_ = false;
}

void SweepJournal::sync() {
  log_.sync();
  synced_ = std::chrono::steady_clock::now();
}

}  // namespace heed
