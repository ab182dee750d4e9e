#pragma once
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
/// Marks a lambda given to oneTBB. What it captured it reads before its `Piece` can tell the order, so those
/// reads are not looked at; the functions it calls are.
#define HEED_UNSEEN __attribute__((no_sanitize("thread")))
#else
#define HEED_UNSEEN
#endif

namespace heed {

/// The order that a parallel loop keeps, told to thread sanitizer, which cannot see into oneTBB: what is done
/// before the loop comes before every piece of it, and every piece before what follows the loop. Of two
/// pieces neither comes first, so a race between them is found. In other builds it does nothing.
class ForkJoin {
 public:
  ForkJoin() { done(forked_); }
  ~ForkJoin() { seen(joined_); }
  ForkJoin(const ForkJoin&) = delete;
  ForkJoin& operator=(const ForkJoin&) = delete;

  /// Lives as long as a piece is worked on.
  class Piece {
   public:
    explicit Piece(ForkJoin& loop) : loop_(loop) { seen(loop_.forked_); }
    ~Piece() { done(loop_.joined_); }
    Piece(const Piece&) = delete;
    Piece& operator=(const Piece&) = delete;

   private:
    ForkJoin& loop_;
  };

 private:
#if defined(__SANITIZE_THREAD__)
  static void done(char& mark) { __tsan_release(&mark); }
  static void seen(char& mark) { __tsan_acquire(&mark); }
#else
  static void done(char&) {}
  static void seen(char&) {}
#endif
  char forked_ = 0, joined_ = 0;  ///< marked by their addresses
};

}  // namespace heed
