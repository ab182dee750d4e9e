#include "heed/run/keeper.hpp"

#include "heed/core/signal.hpp"
#include "heed/io/disk.hpp"
#include "heed/run/kept_state.hpp"

#include <system_error>

#include <fmt/format.h>

namespace heed {

Keeper::Keeper(const std::filesystem::path& output, Keeping keeping, Monitor& shown)
    : part_(output),
      files_(output),
      keeping_(std::move(keeping)),
      shown_(shown),
      answered_(checkpoint_requests()) {
  part_ += ".part";
  std::error_code ignored;
  if (std::filesystem::exists(part_, ignored)) LockedFile(part_, LockedFile::For::reading).release();
  if (keeping_.resume)
    find_earlier();
  else if (files_.any() && !keeping_.force)
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is there from a run that was stopped; go on with --resume, or start over "
                            "with --force",
                            files_.path().string()));
  if (!checkpoint_ && !keeping_.force && !keeping_.again()) refuse_recorded(output);
  if (!keeping_.force) files_.refuse_foreign();
  ours_ = checkpoint_.has_value() || !files_.any();
}

void Keeper::find_earlier() {
  checkpoint_ = files_.newest(keeping_.remark);
  if (!checkpoint_) return keeping_.remark("there is no checkpoint; starting at the beginning");
  if (const std::string differs = difference(checkpoint_->identity, keeping_.identity); !differs.empty())
    throw Error(ErrorKind::usage, fmt::format("'{}' is of another run: {}; run what was run then, or start "
                                              "over with --force and without --resume",
                                              files_.path().string(), differs));
  try {
    recorded_ = std::make_unique<TrajectoryReader>(part_);
    static_cast<void>(Replay(*recorded_, checkpoint_->recorded));
  } catch (const Error& e) {
    std::error_code ignored;
    if (std::filesystem::exists(part_, ignored) && !keeping_.force)
      throw Error(
          ErrorKind::usage,
          fmt::format("'{}' cannot be gone on from, for what had been recorded cannot be used ('{}': {}); "
                      "put that back, or start over with --force",
                      files_.path().string(), part_.string(), e.what()));
    keeping_.remark(fmt::format("what had been recorded cannot be used ('{}': {}); starting at the beginning",
                                part_.string(), e.what()));
    recorded_.reset();
    checkpoint_.reset();
  }
}

void Keeper::displace() {
  if (checkpoint_) return;
  files_.remove();
  ours_ = true;
}

bool Keeper::resume(const Carry& carry) {
  if (!checkpoint_) return false;
  give_back_state(checkpoint_->state, carry);
  Replay(*recorded_, checkpoint_->recorded).onto(*writer_);
  recorded_.reset();
  writer_->take_place();
  keeping_.remark(fmt::format("going on from step {}", checkpoint_->step));
  checkpoint_.reset();
  last_ = Clock::now();
  return true;
}

void Keeper::between(std::int64_t step, std::int64_t steps, const Carry& carry) {
  const std::uint64_t requests = checkpoint_requests();
  const bool stop = stop_requested(), asked = requests != answered_;
  const bool due = keeping_.every && Clock::now() - last_ >= *keeping_.every;
  answered_ = requests;
  if (carry && (stop || asked || due)) keep(step, carry);
  Monitor::between(step, steps, carry);
}

void Keeper::keep(std::int64_t step, const Carry& carry) {
  writer_->sync();
  try {
    files_.keep({keeping_.identity, step, writer_->lengths(), keep_state(carry)});
  } catch (const Error& e) {
    // The run itself may still get through.
    keeping_.remark(fmt::format("no checkpoint at step {}: {}", step, e.what()));
  }
  last_ = Clock::now();
}

}  // namespace heed
