#include "heed/io/background.hpp"

#include <utility>

namespace heed {

Background::Background(std::size_t most_bytes, std::chrono::milliseconds every, Job settle)
    : most_bytes_(most_bytes), every_(every), settle_(std::move(settle)), thread_([this] { work(); }) {}

Background::~Background() {
  {
    const std::lock_guard held(mutex_);
    stop_ = true;
    waiting_.clear();
  }
  more_.notify_all();
  thread_.join();
}

void Background::push(std::size_t bytes, Job job) {
  std::unique_lock held(mutex_);
  // A job larger than all there is room for goes in alone.
  less_.wait(held, [&] { return error_ || bytes_ == 0 || bytes_ + bytes <= most_bytes_; });
  rethrow();
  bytes_ += bytes;
  waiting_.push_back({bytes, std::move(job)});
  held.unlock();
  more_.notify_one();
}

void Background::finish_all() {
  std::unique_lock held(mutex_);
  less_.wait(held, [&] { return error_ || (waiting_.empty() && !busy_); });
  rethrow();
}

void Background::rethrow() const {
  if (error_) std::rethrow_exception(error_);
}

void Background::attempt(const Job& job) {
  try {
    job();
  } catch (...) {
    const std::lock_guard held(mutex_);
    error_ = std::current_exception();
    waiting_.clear();
  }
}

void Background::work() {
  using Clock = std::chrono::steady_clock;
  bool unsettled = false;
  auto settled_at = Clock::now();
  std::unique_lock held(mutex_);
  while (!stop_) {
    const auto ready = [this] { return stop_ || !waiting_.empty(); };
    if (unsettled && !error_)
      more_.wait_until(held, settled_at + every_, ready);
    else
      more_.wait(held, ready);
    if (stop_) break;
    busy_ = true;
    if (!waiting_.empty()) {
      Waiting next = std::move(waiting_.front());
      waiting_.pop_front();
      held.unlock();
      attempt(next.job);
      next.job = nullptr;
      held.lock();
      bytes_ -= next.bytes;
      if (!unsettled) settled_at = Clock::now();
      unsettled = true;
    }
    if (unsettled && !error_ && Clock::now() >= settled_at + every_) {
      held.unlock();
      attempt(settle_);
      held.lock();
      unsettled = false;
    }
    busy_ = false;
    less_.notify_all();
  }
}

}  // namespace heed
