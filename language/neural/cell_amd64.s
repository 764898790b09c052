#include "textflag.h"

// cellAVX2 is cellGo for eight units at a time, operation by operation: each
// product and sum is rounded by itself, as the conversions in Go demand.

// The constants stand eight times each, to be operands.
DATA cellConst<>+0(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+4(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+8(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+12(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+16(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+20(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+24(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+28(SB)/4, $0xc09f0a3d // -4.97
DATA cellConst<>+32(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+36(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+40(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+44(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+48(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+52(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+56(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+60(SB)/4, $0x409f0a3d // 4.97
DATA cellConst<>+64(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+68(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+72(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+76(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+80(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+84(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+88(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+92(SB)/4, $0x43bd0000 // 378.0
DATA cellConst<>+96(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+100(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+104(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+108(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+112(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+116(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+120(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+124(SB)/4, $0x46875a00 // 17325.0
DATA cellConst<>+128(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+132(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+136(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+140(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+144(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+148(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+152(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+156(SB)/4, $0x4803f7c0 // 135135.0
DATA cellConst<>+160(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+164(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+168(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+172(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+176(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+180(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+184(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+188(SB)/4, $0x41e00000 // 28.0
DATA cellConst<>+192(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+196(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+200(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+204(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+208(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+212(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+216(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+220(SB)/4, $0x4544e000 // 3150.0
DATA cellConst<>+224(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+228(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+232(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+236(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+240(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+244(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+248(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+252(SB)/4, $0x4773a200 // 62370.0
DATA cellConst<>+256(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+260(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+264(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+268(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+272(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+276(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+280(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+284(SB)/4, $0x3f800000 // 1.0
DATA cellConst<>+288(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+292(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+296(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+300(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+304(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+308(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+312(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+316(SB)/4, $0xbf800000 // -1.0
DATA cellConst<>+320(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+324(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+328(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+332(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+336(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+340(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+344(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+348(SB)/4, $0x3f000000 // 0.5
DATA cellConst<>+352(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+356(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+360(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+364(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+368(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+372(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+376(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+380(SB)/4, $0x45fff800 // 8191.0
DATA cellConst<>+384(SB)/4, $0x80000000 // sign
DATA cellConst<>+388(SB)/4, $0x80000000 // sign
DATA cellConst<>+392(SB)/4, $0x80000000 // sign
DATA cellConst<>+396(SB)/4, $0x80000000 // sign
DATA cellConst<>+400(SB)/4, $0x80000000 // sign
DATA cellConst<>+404(SB)/4, $0x80000000 // sign
DATA cellConst<>+408(SB)/4, $0x80000000 // sign
DATA cellConst<>+412(SB)/4, $0x80000000 // sign
GLOBL cellConst<>(SB), RODATA|NOPTR, $416

// GATE adds a gate's sums into dst; CX is the gate's byte offset, Y15 the worth of a unit of the input.
#define GATE(dst) \
	VCVTDQ2PS (R8)(CX*1), dst \
	VMULPS (R10)(CX*1), Y15, Y14 \
	VMULPS Y14, dst, dst \
	VADDPS (R11)(CX*1), dst, dst \
	VCVTDQ2PS (R9)(CX*1), Y14 \
	VMULPS (R12)(CX*1), Y14, Y14 \
	VADDPS Y14, dst, dst

#define TANH(v) \
	VMAXPS cellConst<>+0(SB), v, v \
	VMINPS cellConst<>+32(SB), v, v \
	VMULPS v, v, Y14 \
	VADDPS cellConst<>+64(SB), Y14, Y13 \
	VMULPS Y14, Y13, Y13 \
	VADDPS cellConst<>+96(SB), Y13, Y13 \
	VMULPS Y14, Y13, Y13 \
	VADDPS cellConst<>+128(SB), Y13, Y13 \
	VMULPS Y13, v, v \
	VMULPS cellConst<>+160(SB), Y14, Y13 \
	VADDPS cellConst<>+192(SB), Y13, Y13 \
	VMULPS Y14, Y13, Y13 \
	VADDPS cellConst<>+224(SB), Y13, Y13 \
	VMULPS Y14, Y13, Y13 \
	VADDPS cellConst<>+128(SB), Y13, Y13 \
	VDIVPS Y13, v, v \
	VMAXPS cellConst<>+288(SB), v, v \
	VMINPS cellConst<>+256(SB), v, v

#define SIGMOID(v) \
	VMULPS cellConst<>+320(SB), v, v \
	TANH(v) \
	VMULPS cellConst<>+320(SB), v, v \
	VADDPS cellConst<>+320(SB), v, v

// func cellAVX2(h *int16, c *float32, in, rec *int32, inScale, bias, recScale *float32, worth float32, n int)
TEXT ·cellAVX2(SB), NOSPLIT, $0-72
	MOVQ h+0(FP), DI
	MOVQ c+8(FP), SI
	MOVQ in+16(FP), R8
	MOVQ rec+24(FP), R9
	MOVQ inScale+32(FP), R10
	MOVQ bias+40(FP), R11
	MOVQ recScale+48(FP), R12
	VBROADCASTSS worth+56(FP), Y15
	MOVQ n+64(FP), AX
	SHLQ $2, AX               // bytes of a gate's run
	XORQ BX, BX

units:
	MOVQ BX, CX
	GATE(Y0)                  // input
	ADDQ AX, CX
	GATE(Y1)                  // forget
	ADDQ AX, CX
	GATE(Y2)                  // output
	ADDQ AX, CX
	GATE(Y3)                  // candidate
	SIGMOID(Y0)
	SIGMOID(Y1)
	SIGMOID(Y2)
	TANH(Y3)
	VMULPS (SI)(BX*1), Y1, Y1
	VMULPS Y3, Y0, Y0
	VADDPS Y0, Y1, Y0
	VMOVUPS Y0, (SI)(BX*1)
	TANH(Y0)
	VMULPS Y2, Y0, Y0
	VMULPS cellConst<>+352(SB), Y0, Y0
	VANDPS cellConst<>+384(SB), Y0, Y1
	VORPS cellConst<>+320(SB), Y1, Y1
	VADDPS Y1, Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $16, DI
	ADDQ $32, BX
	CMPQ BX, AX
	JLT  units
	VZEROUPPER
	RET
