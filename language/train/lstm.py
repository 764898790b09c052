"""An LSTM layer whose backward pass gathers all steps' weight gradients into one
product: on a CPU about twice as fast as torch.nn.LSTM, which adds them up step by step.

Gate order in every weight: input, forget, output, candidate."""
import torch
from torch import nn


class Recurrence(torch.autograd.Function):
    """x [T, B, I] -> h [T, B, H], zero initial state."""

    @staticmethod
    def forward(ctx, x, wx, wh, b):
        steps, batch, _ = x.shape
        n = wh.shape[1]
        g = torch.addmm(b, x.reshape(steps * batch, -1), wx.t()).view(steps, batch, 4 * n)
        h = x.new_zeros(steps + 1, batch, n)
        c = x.new_zeros(steps + 1, batch, n)
        tc = x.new_empty(steps, batch, n)
        wht = wh.t()
        for t in range(steps):
            gt = g[t]
            if t:
                gt.addmm_(h[t], wht)
            gt[:, :3 * n].sigmoid_()
            gt[:, 3 * n:].tanh_()
            torch.mul(gt[:, n:2 * n], c[t], out=c[t + 1])
            c[t + 1].addcmul_(gt[:, :n], gt[:, 3 * n:])
            torch.tanh(c[t + 1], out=tc[t])
            torch.mul(gt[:, 2 * n:3 * n], tc[t], out=h[t + 1])
        ctx.save_for_backward(x, wx, wh, g, h, c, tc)
        return h[1:]

    @staticmethod
    def backward(ctx, dout):
        x, wx, wh, g, h, c, tc = ctx.saved_tensors
        steps, batch, n = dout.shape
        gates = torch.cat([g[..., :3 * n] * (1 - g[..., :3 * n]), 1 - g[..., 3 * n:] ** 2], 2)  # derivatives
        to_c = g[..., 2 * n:3 * n] * (1 - tc * tc)
        d = torch.empty_like(g)
        dh, dc = None, None
        for t in range(steps - 1, -1, -1):
            gt, dt = g[t], d[t]
            dh = dout[t] if dh is None else dout[t] + dh
            step_c = dh * to_c[t]
            dc = step_c if dc is None else dc.add_(step_c)
            torch.mul(dc, gt[:, 3 * n:], out=dt[:, :n])
            torch.mul(dc, c[t], out=dt[:, n:2 * n])
            torch.mul(dh, tc[t], out=dt[:, 2 * n:3 * n])
            torch.mul(dc, gt[:, :n], out=dt[:, 3 * n:])
            dt.mul_(gates[t])
            if t:
                dh = dt @ wh
                dc.mul_(gt[:, n:2 * n])
        flat = d.view(steps * batch, 4 * n)
        dx = (flat @ wx).view_as(x) if ctx.needs_input_grad[0] else None
        dwx = flat.t() @ x.reshape(steps * batch, -1)
        dwh = flat.t() @ h[:-1].reshape(steps * batch, n)
        return dx, dwx, dwh, flat.sum(0)


class BiLSTM(nn.Module):
    """x [T, B, I] left-aligned, lengths [B] -> [T, B, 2H]; what stands past a length is meaningless."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        for way in ("f", "b"):
            wx, wh = torch.empty(4 * hidden, inputs), torch.empty(4 * hidden, hidden)
            for k in range(4):
                nn.init.xavier_uniform_(wx[k * hidden:(k + 1) * hidden])
                nn.init.orthogonal_(wh[k * hidden:(k + 1) * hidden])
            b = torch.zeros(4 * hidden)
            b[hidden:2 * hidden] = 1  # remember at first
            setattr(self, "wx_" + way, nn.Parameter(wx))
            setattr(self, "wh_" + way, nn.Parameter(wh))
            setattr(self, "b_" + way, nn.Parameter(b))

    def forward(self, x, reverse=None):
        """reverse [T, B]: time index that turns each sequence around within its length; None: all are full."""
        fwd = Recurrence.apply(x, self.wx_f, self.wh_f, self.b_f)
        bwd = turn(Recurrence.apply(turn(x, reverse), self.wx_b, self.wh_b, self.b_b), reverse)
        return torch.cat([fwd, bwd], 2)


def turn(x, reverse):
    if reverse is None:
        return x.flip(0)
    return torch.gather(x, 0, reverse[:, :, None].expand(-1, -1, x.shape[2]))


def reversal(lengths):
    """lengths [B] -> index [T, B] for BiLSTM."""
    steps = int(lengths.max())
    t = torch.arange(steps)[:, None]
    return torch.where(t < lengths[None], lengths[None] - 1 - t, t)
