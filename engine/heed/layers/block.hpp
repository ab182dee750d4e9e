#pragma once
#include "heed/layers/attention.hpp"
#include "heed/layers/dropout.hpp"
#include "heed/layers/feed_forward.hpp"
#include "heed/layers/norm.hpp"

namespace heed::layers {

struct BlockOptions {
  AttentionOptions attention{};  ///< its width is that of the block
  Index hidden = 0;              ///< of the feed-forward map; 0: four times the width
  Activation activation = Activation::gelu;
  double dropout = 0;  ///< of what attention and the feed-forward map add
};

/// A transformer block with norms before its parts (Xiong et al. 2020, figure 1b), which trains without
/// warm-up:
///
///     z = x + drop(attention(norm(x), c))        y = z + drop(feed_forward(norm(z)))
///
/// It hears itself, c = norm(x), or a context c that is given.
template <class Real> class Block {
 public:
  struct Cache {
    typename Norm<Real>::Cache attention_norm, feed_norm;
    typename Attention<Real>::Cache attention;
    typename FeedForward<Real>::Cache feed;
    typename Dropout<Real>::Cache attention_dropout, feed_dropout;
  };

  Block() = default;
  /// Throws Error (data) for options that its parts refuse.
  Block(const BlockOptions& options, Stream& stream);

  /// x (B S, width) to the same shape. Without a chance nothing is dropped. Throws Error as its parts do.
  Matrix<Real> forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache,
                       Chance* chance = nullptr) const;
  /// x (B S, width) hearing context (B S', C).
  Matrix<Real> forward(const Matrix<Real>& x, const Matrix<Real>& context, const Hearing& hearing,
                       Cache& cache, Chance* chance = nullptr) const;

  /// grad_out (B S, width) to dL/dx, adding to the gradients of the parameters.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache);
  /// The same, with dL/dcontext written.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache, Matrix<Real>& grad_context);

  /// The attention in it, to look at its weights.
  const Attention<Real>& attention() const { return attention_; }

  /// "attention_norm", "attention", "feed_norm", "feed", each with the names of its parts.
  void parameters(const Visit<Real>& visit);

 private:
  Matrix<Real> feed(Matrix<Real> x, Cache& cache, Chance* chance) const;
  Matrix<Real> unfeed(const Matrix<Real>& grad_out, const Cache& cache);

  Norm<Real> attention_norm_, feed_norm_;
  Attention<Real> attention_;
  FeedForward<Real> feed_;
  Dropout<Real> dropout_;
};

}  // namespace heed::layers
