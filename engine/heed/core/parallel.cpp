#include "heed/core/parallel.hpp"

#include "heed/core/fork_join.hpp"

#include <memory>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/version.h>

namespace heed {
namespace {

thread_local bool one_thread = false;

std::unique_ptr<tbb::global_control>& limit() {
  static std::unique_ptr<tbb::global_control> control;
  return control;
}

}  // namespace

void use_threads(int count) {
  limit().reset();
  const int use = count > 0 ? count : tbb::this_task_arena::max_concurrency();
  limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                  static_cast<std::size_t>(use));
}

int threads() {
  const auto allowed = tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
  return static_cast<int>(allowed);
}

std::string threads_library_version() {
  return std::to_string(TBB_VERSION_MAJOR) + "." + std::to_string(TBB_VERSION_MINOR);
}

OneThread::OneThread() : before_(one_thread) { one_thread = true; }
OneThread::~OneThread() { one_thread = before_; }

void for_blocks(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& work) {
  const std::size_t blocks = (n + grain - 1) / grain;
  const auto block = [&](std::size_t b) { work(b * grain, std::min(n, (b + 1) * grain)); };
  if (blocks <= 1 || one_thread || threads() == 1) {
    for (std::size_t b = 0; b < blocks; ++b) block(b);
    return;
  }
  // Isolated, so that a thread waiting here takes no other run of a sweep meanwhile.
  ForkJoin loop;
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t b) HEED_UNSEEN {
      const ForkJoin::Piece held(loop);
      block(b);
    });
  });
}

void for_jobs(std::size_t n, const std::function<void(std::size_t)>& job) {
  const bool plenty = n >= 2 * static_cast<std::size_t>(threads());
  if (threads() == 1 || n == 1) {
    for (std::size_t i = 0; i < n; ++i) job(i);
    return;
  }
  ForkJoin loop;
  const auto piece = [&](std::size_t i) HEED_UNSEEN {
    const ForkJoin::Piece held(loop);
    job(i);
  };
  const auto alone = [&](const auto& range) HEED_UNSEEN {
    const OneThread guard;
    for (std::size_t i = range.begin(); i < range.end(); ++i) piece(i);
  };
  if (plenty)
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, 1), alone, tbb::simple_partitioner{});
  else
    tbb::parallel_for(std::size_t{0}, n, piece);
}

}  // namespace heed
