#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace heed {

/// Does jobs one after the other, in the order they were given, on a thread of its own.
///
/// Jobs hold data; once more than `most_bytes` of it waits, and only then, `push` waits too. What a job
/// throws is thrown again by each later `push` and `finish_all`, and the jobs after it are dropped.
class Background {
 public:
  using Job = std::function<void()>;

  /// `settle` is called between jobs when `every` has passed since work was last settled, and not when there
  /// was none since.
  Background(std::size_t most_bytes, std::chrono::milliseconds every, Job settle);

  /// Drops what still waits, after the job under way.
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Takes a job that holds so many bytes. May be called by several threads at once.
  void push(std::size_t bytes, Job job);

  /// Waits until all jobs are done.
  void finish_all();

 private:
  struct Waiting {
    std::size_t bytes;
    Job job;
  };

  void work();
  void attempt(const Job& job);
  void rethrow() const;

  const std::size_t most_bytes_;
  const std::chrono::milliseconds every_;
  const Job settle_;
  mutable std::mutex mutex_;
  std::condition_variable more_, less_;
  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
  bool busy_ = false, stop_ = false;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace heed
