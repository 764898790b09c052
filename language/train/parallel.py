"""Trains on two cores with one thread each: every worker computes the gradient
of its own batches, then each updates its share of the parameters with the
summed gradient (Adam). One-threaded products don't wait for each other at
every call, as a threaded BLAS does on a busy machine, and the order of
additions is fixed, so that a run can be repeated bit for bit."""
import torch
import torch.multiprocessing as mp

torch.multiprocessing.set_sharing_strategy("file_system")


class Shared:
    """Lives in the parent; hold the module's parameters in one shared vector."""

    def __init__(self, module, workers):
        params = [p for p in module.parameters() if p.requires_grad]
        total = sum(p.numel() for p in params)
        self.workers = workers
        self.values = torch.empty(total).share_memory_()
        self.grads = [torch.zeros(total).share_memory_() for _ in range(workers)]
        self.norms = torch.zeros(workers, dtype=torch.float64).share_memory_()
        self.losses = torch.zeros(workers, 16, dtype=torch.float64).share_memory_()
        self.barrier = mp.get_context("fork").Barrier(workers)
        at = 0
        for p in params:
            n = p.numel()
            self.values[at:at + n].copy_(p.data.reshape(-1))
            p.data = self.values[at:at + n].view_as(p)
            at += n

    def run(self, work):
        """Calls work(rank) in every worker and waits for all."""
        ctx = mp.get_context("fork")
        procs = [ctx.Process(target=work, args=(r,)) for r in range(1, self.workers)]
        for p in procs:
            p.start()
        work(0)
        for p in procs:
            p.join()


class Optimizer:
    """Adam over a worker's share. scales: list of (parameter, learning rate factor)."""

    def __init__(self, shared, module, rank, betas, clip, factor=None):
        self.s, self.rank, self.betas, self.clip = shared, rank, betas, clip
        total = shared.values.numel()
        size = (total + shared.workers - 1) // shared.workers
        self.lo, self.hi = rank * size, min(total, (rank + 1) * size)
        self.m = torch.zeros(self.hi - self.lo)
        self.v = torch.zeros(self.hi - self.lo)
        self.t = 0
        rates = torch.ones(total) if factor else None
        at = 0
        for name, p in module.named_parameters():
            if not p.requires_grad:
                continue
            n = p.numel()
            p.grad = shared.grads[rank][at:at + n].view_as(p)
            if factor:
                rates[at:at + n] = factor(name)
            at += n
        self.rates = rates[self.lo:self.hi] if factor else None

    def zero(self):
        self.s.grads[self.rank].zero_()

    def step(self, rate, decay=0.0):
        """decay: decoupled weight decay per unit of rate."""
        s, b1, b2 = self.s, *self.betas
        s.barrier.wait()
        g = s.grads[0][self.lo:self.hi].clone()
        for other in s.grads[1:]:
            g += other[self.lo:self.hi]
        g /= s.workers
        s.norms[self.rank] = float((g * g).sum())
        s.barrier.wait()
        norm = float(s.norms.sum()) ** 0.5
        if norm > self.clip:
            g *= self.clip / norm
        self.t += 1
        self.m.mul_(b1).add_(g, alpha=1 - b1)
        self.v.mul_(b2).addcmul_(g, g, value=1 - b2)
        root = (self.v / (1 - b2 ** self.t)).sqrt_().add_(1e-8)
        values = s.values[self.lo:self.hi]
        update = torch.div(self.m, root, out=root).mul_(rate / (1 - b1 ** self.t))
        if decay:
            update.add_(values, alpha=rate * decay)
        if self.rates is not None:
            update.mul_(self.rates)
        values.sub_(update)
        s.barrier.wait()
