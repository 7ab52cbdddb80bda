<?php
if (post_password_required()) {
    return;
}
?>
<div id="comments" class="comments-area">
<?php if (have_comments()) : ?>
<div id="comments-box" class="container-wrapper"><h3 class="comments-title"><?php
echo number_format_i18n(get_comments_number()); ?> تعليقات</h3>
<ol class="comment-list"><?php wp_list_comments(['avatar_size' => 0]); ?></ol></div>
<?php endif; ?>
<?php comment_form(); ?>
</div>
